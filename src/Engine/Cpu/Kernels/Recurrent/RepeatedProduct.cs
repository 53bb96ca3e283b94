using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>Products of a few rows with one matrix again and again, as at every step of a recurrence: the matrix is packed once, then read panel by panel.</summary>
/// <remarks>One row reads a matrix once per product however it lies, so for a batch of one nothing is packed.</remarks>
internal sealed unsafe class RepeatedProduct
{
    private readonly bool _oneRow;
    private readonly int _k;
    private readonly int _n;
    private readonly bool _transposed;
    private readonly MatMulWidth _width;
    private readonly int _panelWidth;
    private readonly int _panels;

    /// <summary>Plans products (rows, k)·(k, n).</summary>
    /// <param name="batch">All rows that there are; tasks take some of them at a time.</param>
    /// <param name="k">The length of every sum.</param>
    /// <param name="n">Columns of the results.</param>
    /// <param name="transposed">Whether the matrix is stored as (n, k).</param>
    internal RepeatedProduct(int batch, int k, int n, bool transposed)
    {
        _oneRow = batch == 1;
        _k = k;
        _n = n;
        _transposed = transposed;
        _width = MatMul.WidthFor(MatMul.BestWidth, n);
        _panelWidth = 2 * (int)_width;
        _panels = (n + _panelWidth - 1) / _panelWidth;
    }

    /// <summary>Distance between rows of results: whole panels are written, so what follows the n columns may hold anything.</summary>
    internal int RowDistance => _oneRow ? _n : _panels * _panelWidth;

    /// <summary>Room for the packed matrix, counted in elements.</summary>
    internal long PackedElements => _oneRow ? 0 : _panels * PanelDistance + MatMulPacking.Slack;

    /// <summary>One step more than panels have, lest all of them fall on the same few lines of the cache.</summary>
    private nint PanelDistance => (nint)(_k + 1) * _panelWidth;

    /// <summary>Makes the matrix ready, and gives what the products read: packed panels, or the matrix itself.</summary>
    internal float* Pack(float* matrix, float* packed)
    {
        if (_oneRow)
            return matrix;
        Panels body = new(this, matrix, packed);
        WorkerPool.Shared.Run(_panels, ref body);
        return packed;
    }

    /// <summary>Multiplies rows, which lie k elements apart, with what <see cref="Pack"/> gave.</summary>
    internal void Run(int rows, float* a, float* packed, float* c, bool accumulate)
    {
        if (_oneRow)
            MatMul.Run(null, MatMul.BestWidth, new(1, _n, _k, false, _transposed), a, packed, c, new MatMulEpilogue { Accumulate = accumulate });
        else if (_width == MatMulWidth.Bits128)
            Multiply<MatMulVector128, Vector128<float>>(rows, a, packed, c, accumulate);
        else if (_width == MatMulWidth.Bits256)
            Multiply<MatMulVector256, Vector256<float>>(rows, a, packed, c, accumulate);
        else
            Multiply<MatMulVector512, Vector512<float>>(rows, a, packed, c, accumulate);
    }

    private void Multiply<TOps, TVector>(int rows, float* a, float* packed, float* c, bool accumulate)
        where TOps : struct, IMatMulVector<TVector>
        where TVector : struct
    {
        nint start = 0;
        MatMulRuns runs = new(1, &start, _k);
        MatMulFinish finish = new(accumulate, 0, false);
        for (int panel = 0; panel < _panels; panel++, packed += PanelDistance, c += _panelWidth)
            MatMulTile<TOps, TVector>.RunPanel<MatMulAlongRows>(rows, runs, a, _k, _k, packed, _panelWidth, TOps.Length, c, RowDistance, finish);
    }

    private readonly struct Panels(RepeatedProduct product, float* matrix, float* packed) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            (int k, int n, int width) = (product._k, product._n, product._panelWidth);
            int column = taskIndex * width, columns = Math.Min(width, n - column);
            float* panel = packed + taskIndex * product.PanelDistance;
            if (product._transposed)
                MatMulPacking.Transpose(matrix + (nint)column * k, k, k, columns, panel, width);
            else
                for (int step = 0; step < k; step++)
                    MatMulPacking.CopyStep(matrix + (nint)step * n + column, columns, panel + (nint)step * width);
        }
    }
}
