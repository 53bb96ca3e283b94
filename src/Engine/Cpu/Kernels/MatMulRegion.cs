namespace KerasNet.Engine.Cpu;

/// <summary>One range of k and of columns of a product; its tasks are blocks of C.</summary>
internal unsafe struct MatMulRegion<TOps, TVector> : IParallelBody
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
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

    /// <summary>The number of panels of B.</summary>
    internal readonly int PanelCount => _panels.Count;

    /// <summary>Room for the packed panels of B, counted in elements; 0 if B is read in place.</summary>
    internal readonly long PackedElements => _plan.PackB ? (long)_panels.Count * PanelWidth * (_kEnd - _kStart) : 0;

    /// <summary>Where the packed panels of B are; set before anything is packed or computed.</summary>
    internal float* PackedB { readonly get; set; }

    /// <summary>Packs one panel of B.</summary>
    internal readonly void PackPanel(int panel)
    {
        int column = _column + _panels.Start(panel);
        int lanes = _panels.Width(panel);
        int steps = _kEnd - _kStart;
        float* target = PackedB + (nint)panel * steps * PanelWidth;
        if (_shape.TransposeB)
            MatMulPacking.Transpose(_b + (nint)column * _shape.Ldb + _kStart, _shape.Ldb, steps, lanes, target, PanelWidth);
        else
            MatMulPacking.Copy(_b + (nint)_kStart * _shape.Ldb + column, _shape.Ldb, steps, lanes, target, PanelWidth);
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
        for (int row = 0; row < rows;)
        {
            int tile = MatMulTile<TOps, TVector>.NextRows(rows - row);
            float* target = packed + (nint)row * steps;
            if (_shape.TransposeA)
                MatMulPacking.Copy(_a + (nint)k * _shape.Lda + firstRow + row, _shape.Lda, steps, tile, target, tile);
            else
                MatMulPacking.Transpose(_a + (nint)(firstRow + row) * _shape.Lda + k, _shape.Lda, steps, tile, target, tile);
            row += tile;
        }
        return packed;
    }

    /// <summary>
    /// Multiplies a block of A with panels of B for one stretch of k. Tiles start at a distance of rowStep for every row; strideA is the
    /// kernel's stride, 0 where A is packed and the stride is the tile's number of rows.
    /// </summary>
    private readonly void Compute<TWalk>(float* a, nint rowStep, nint strideA, int firstRow, int rows, int firstPanel, int lastPanel, int k, int steps)
        where TWalk : struct, IMatMulWalk
    {
        bool last = k + steps == _shape.K;
        bool accumulate = _epilogue.Accumulate || k > 0;
        for (int panel = firstPanel; panel < lastPanel; panel++)
        {
            int column = _column + _panels.Start(panel);
            nint right = _panels.Width(panel) - TOps.Length;
            float* b = _plan.PackB
                ? PackedB + ((nint)panel * (_kEnd - _kStart) + (k - _kStart)) * PanelWidth
                : _b + (nint)k * _shape.Ldb + column;
            nint strideB = _plan.PackB ? PanelWidth : _shape.Ldb;
            var finish = new MatMulFinish(accumulate, last && _epilogue.Bias != null ? (nint)(_epilogue.Bias + column) : 0, last && _epilogue.Relu);
            float* c = _c + (nint)firstRow * _shape.Ldc + column;
            for (int row = 0; row < rows;)
            {
                int tile = MatMulTile<TOps, TVector>.NextRows(rows - row);
                nint stride = strideA == 0 ? tile : strideA;
                MatMulTile<TOps, TVector>.Run<TWalk>(tile, steps, a + row * rowStep, stride, b, strideB, right, c + (nint)row * _shape.Ldc, _shape.Ldc, finish);
                row += tile;
            }
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

/// <summary>The packing of B as a parallel region of its own; its tasks are panels.</summary>
internal struct MatMulPackRegion<TOps, TVector>(MatMulRegion<TOps, TVector> region) : IParallelBody
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    private readonly MatMulRegion<TOps, TVector> _region = region;

    /// <summary>Packs one panel.</summary>
    public readonly void Invoke(int taskIndex) => _region.PackPanel(taskIndex);
}
