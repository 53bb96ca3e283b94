using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>One range of k and of columns of a product; its tasks are blocks of C.</summary>
internal unsafe struct MatMulRegion<TOps, TVector> : IParallelBody
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>Rows of B that are packed in one piece.</summary>
    private const int StepsPerPackTask = 32;

    private readonly MatMulShape _shape;
    private readonly MatMulPlan _plan;
    private readonly MatMulEpilogue _epilogue;
    private readonly float* _a;
    private readonly float* _b;
    private readonly float* _c;
    private readonly int _kStart;
    private readonly int _kEnd;
    private readonly int _column;
    private readonly MatMulCut _panels;
    private readonly int _blocksAcross;

    internal MatMulRegion(in MatMulShape shape, in MatMulPlan plan, in MatMulEpilogue epilogue, float* a, float* b, float* c, int kStart, int column, int columns)
    {
        _shape = shape;
        _plan = plan;
        _epilogue = epilogue;
        _a = a;
        _b = b;
        _c = c;
        _kStart = kStart;
        _kEnd = Math.Min(kStart + plan.KRange, shape.K);
        _column = column;
        _panels = new MatMulCut(columns, PanelWidth, TOps.Length);
        _blocksAcross = (_panels.Count + plan.PanelsPerTask - 1) / plan.PanelsPerTask;
    }

    /// <summary>Columns of a panel: two vectors.</summary>
    internal static int PanelWidth => 2 * TOps.Length;

    /// <summary>The number of blocks of C.</summary>
    internal readonly int TaskCount => _blocksAcross * ((_shape.M + _plan.RowsPerTask - 1) / _plan.RowsPerTask);

    /// <summary>Distance between packed panels: one step more than they have, lest all of them fall on the same few lines of the cache.</summary>
    private readonly nint PanelStride => (nint)(_kEnd - _kStart + 1) * PanelWidth;

    /// <summary>Room for the packed panels of B, counted in elements; 0 if B is read in place.</summary>
    internal readonly long PackedElements => _plan.PackB ? (long)_panels.Count * PanelStride : 0;

    /// <summary>Where the packed panels of B are; set before anything is packed or computed.</summary>
    internal float* PackedB { readonly get; set; }

    /// <summary>The number of pieces in which B is packed: panels where it has to be transposed, stretches of rows otherwise.</summary>
    internal readonly int PackTaskCount => _shape.TransposeB ? _panels.Count : (_kEnd - _kStart + StepsPerPackTask - 1) / StepsPerPackTask;

    /// <summary>Packs one piece of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal readonly void PackB(int piece)
    {
        int range = _kEnd - _kStart;
        if (_shape.TransposeB)
        {
            float* lanes = _b + (nint)(_column + _panels.Start(piece)) * _shape.Ldb + _kStart;
            MatMulPacking.Transpose(lanes, _shape.Ldb, range, _panels.Width(piece), PackedB + piece * PanelStride, PanelWidth);
            return;
        }
        int end = Math.Min((piece + 1) * StepsPerPackTask, range);
        for (int step = piece * StepsPerPackTask; step < end; step++)
        {
            float* row = _b + (nint)(_kStart + step) * _shape.Ldb + _column;
            float* target = PackedB + (nint)step * PanelWidth;
            for (int panel = 0; panel < _panels.Count; panel++, target += PanelStride)
                MatMulPacking.CopyStep(row + _panels.Start(panel), _panels.Width(panel), target);
        }
    }

    /// <summary>Computes one block of C.</summary>
    public readonly void Invoke(int taskIndex)
    {
        int firstRow = taskIndex / _blocksAcross * _plan.RowsPerTask;
        int rows = Math.Min(_plan.RowsPerTask, _shape.M - firstRow);
        int firstPanel = taskIndex % _blocksAcross * _plan.PanelsPerTask;
        int lastPanel = Math.Min(firstPanel + _plan.PanelsPerTask, _panels.Count);

        for (int k = _kStart; k < _kEnd; k += _plan.KBlock)
        {
            int steps = Math.Min(_plan.KBlock, _kEnd - k);
            if (_plan.PackA)
            {
                float* packed = PackRows(firstRow, rows, k, steps);
                Compute<MatMulAlongColumns>(packed, steps, 0, firstRow, rows, firstPanel, lastPanel, k, steps);
            }
            else if (_shape.TransposeA)
            {
                Compute<MatMulAlongColumns>(_a + (nint)k * _shape.Lda + firstRow, 1, _shape.Lda, firstRow, rows, firstPanel, lastPanel, k, steps);
            }
            else
            {
                Compute<MatMulAlongRows>(_a + (nint)firstRow * _shape.Lda + k, _shape.Lda, _shape.Lda, firstRow, rows, firstPanel, lastPanel, k, steps);
            }
        }
        if (_epilogue.RowPass != null && _kEnd == _shape.K)
            PassOverRows(firstRow, rows, firstPanel, lastPanel);
    }

    /// <summary>Packs a block of A: one panel after the other, each as wide as the tile that reads it.</summary>
    private readonly float* PackRows(int firstRow, int rows, int k, int steps)
    {
        float* packed = MatMulScratch.ForA((long)_plan.RowsPerTask * _plan.KBlock + MatMulPacking.Slack);
        MatMulTile<TOps, TVector>.Cut(rows, out int size, out int count);
        PackTiles(firstRow, size, count, k, steps, packed);
        int done = size * count;
        if (done < rows)
            PackTiles(firstRow + done, size - 1, (rows - done) / (size - 1), k, steps, packed + (nint)done * steps);
        return packed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackTiles(int firstRow, int size, int count, int k, int steps, float* packed)
    {
        nint length = (nint)size * steps;
        if (!_shape.TransposeA)
        {
            for (nint tile = 0; tile < count; tile++)
                MatMulPacking.Transpose(_a + (firstRow + tile * size) * _shape.Lda + k, _shape.Lda, steps, size, packed + tile * length, size);
            return;
        }
        for (nint step = 0; step < steps; step++)
        {
            float* source = _a + (k + step) * _shape.Lda + firstRow;
            for (nint tile = 0; tile < count; tile++)
                MatMulPacking.CopyStep(source + tile * size, size, packed + tile * length + step * size);
        }
    }

    /// <summary>
    /// Multiplies a block of A with panels of B for one stretch of k. Tiles start at a distance of rowStep for every row; strideA is the
    /// kernel's stride, 0 where A is packed and the stride is the tile's number of rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Compute<TWalk>(float* a, nint rowStep, nint strideA, int firstRow, int rows, int firstPanel, int lastPanel, int k, int steps)
        where TWalk : unmanaged, IMatMulWalk
    {
        bool last = k + steps == _shape.K;
        nint start = 0;
        bool accumulate = _epilogue.Accumulate || k > 0;
        for (int panel = firstPanel; panel < lastPanel; panel++)
        {
            int column = _column + _panels.Start(panel);
            nint right = _panels.Width(panel) - TOps.Length;
            float* b = _plan.PackB
                ? PackedB + panel * PanelStride + (nint)(k - _kStart) * PanelWidth
                : _b + (nint)k * _shape.Ldb + column;
            nint strideB = _plan.PackB ? PanelWidth : _shape.Ldb;
            var finish = new MatMulFinish(accumulate, last && _epilogue.Bias != null ? (nint)(_epilogue.Bias + column) : 0, last && _epilogue.Relu);
            float* c = _c + (nint)firstRow * _shape.Ldc + column;
            MatMulTile<TOps, TVector>.RunPanel<TWalk>(rows, new(1, &start, steps), a, rowStep, strideA, b, strideB, right, c, _shape.Ldc, finish);
        }
    }

    private readonly void PassOverRows(int firstRow, int rows, int firstPanel, int lastPanel)
    {
        int start = _panels.Start(firstPanel);
        int length = _panels.Start(lastPanel) - start;
        for (int row = firstRow; row < firstRow + rows; row++)
            _epilogue.RowPass(_c + (nint)row * _shape.Ldc + _column + start, length);
    }
}

/// <summary>The packing of B as a parallel region of its own; its tasks are pieces of B.</summary>
internal struct MatMulPackRegion<TOps, TVector>(MatMulRegion<TOps, TVector> region) : IParallelBody
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    private readonly MatMulRegion<TOps, TVector> _region = region;

    /// <summary>Packs one piece.</summary>
    public readonly void Invoke(int taskIndex) => _region.PackB(taskIndex);
}
