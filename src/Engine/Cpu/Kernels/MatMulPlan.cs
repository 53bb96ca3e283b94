namespace KerasNet.Engine.Cpu;

/// <summary>How a product is cut into blocks and what of it is packed; decided by its shape and the vector width alone.</summary>
internal readonly struct MatMulPlan
{
    /// <summary>Elements of B that are packed at a time: 4 MB.</summary>
    private const int PackedElements = 1 << 20;

    /// <summary>Below this many multiply-adds a product is not worth handing to other threads (some ten microseconds).</summary>
    private const long SerialWork = 400_000;

    /// <summary>Multiply-adds of a task: enough to hide what claiming it costs, little enough to share the work evenly.</summary>
    private const long TaskWork = 400_000;

    internal MatMulPlan(in MatMulShape shape, int panelWidth, int tileRows)
    {
        // A stretch of one panel of B, read again for every tile of rows, stays in the first-level cache.
        KBlock = 256;
        KRange = Math.Min(shape.K, 4 * KBlock);
        NRange = Math.Min(shape.N, Math.Max(PackedElements / KRange / panelWidth, 1) * panelWidth);

        bool manyRows = shape.M >= 16 * tileRows;
        bool manyColumns = shape.N >= 16 * panelWidth;
        PackB = shape.TransposeB || (manyRows && shape.N > panelWidth && (long)shape.K * shape.N > 16 * 1024);
        PackA = manyColumns && shape.M >= tileRows && shape.K >= 16 && (long)shape.M * shape.K > 16 * 1024;

        RowsPerTask = shape.M;
        PanelsPerTask = (Math.Min(shape.N, NRange) + panelWidth - 1) / panelWidth;
        if (shape.Work < SerialWork)
            return;
        long work = (long)Math.Min(shape.N, NRange) * KRange;
        if (PackA || shape.M >= shape.N)
        {
            int rows = tileRows * 16;
            while (rows > tileRows && rows * work > 8 * TaskWork && rows * 8 > shape.M)
                rows = (rows / 2 + tileRows - 1) / tileRows * tileRows;
            RowsPerTask = Math.Min(rows, shape.M);
        }
        else
        {
            RowsPerTask = Math.Min(tileRows * 16, shape.M);
        }
        int widest = PackA ? 512 / panelWidth : 16;
        long perPanel = (long)RowsPerTask * panelWidth * KRange;
        PanelsPerTask = (int)Math.Clamp((TaskWork + perPanel - 1) / perPanel, 1, Math.Min(widest, PanelsPerTask));
    }

    /// <summary>Steps of k after which the kernel moves on, so that what it reads again is still in cache.</summary>
    internal int KBlock { get; }

    /// <summary>Steps of k whose panels of B are packed at a time.</summary>
    internal int KRange { get; }

    /// <summary>Columns of B that are packed at a time.</summary>
    internal int NRange { get; }

    /// <summary>Whether B is packed; it is read in place otherwise.</summary>
    internal bool PackB { get; }

    /// <summary>Whether each task packs its rows of A; they are read in place otherwise.</summary>
    internal bool PackA { get; }

    /// <summary>Rows of C in a task.</summary>
    internal int RowsPerTask { get; }

    /// <summary>Panels of columns in a task.</summary>
    internal int PanelsPerTask { get; }
}
