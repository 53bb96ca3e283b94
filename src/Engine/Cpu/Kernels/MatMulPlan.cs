namespace KerasNet.Engine.Cpu;

/// <summary>How a product is cut into blocks and what of it is packed; decided by its shape and the vector width alone.</summary>
internal readonly struct MatMulPlan
{
    /// <summary>At most this many steps of k at a time: a stretch of one panel of B, read again for every tile of rows, stays in the first-level cache.</summary>
    private const int MaxKBlock = 320;

    private const int BlocksPerRange = 4;

    /// <summary>Elements of B that are packed at a time: 4 MB.</summary>
    private const int PackedElements = 1 << 20;

    /// <summary>An operand up to this size is read in place: its rows share pages and cache lines well enough.</summary>
    private const int DirectElements = 1 << 14;

    /// <summary>So many uses of a packed panel are worth the packing.</summary>
    private const int WideTiles = 16;

    /// <summary>Multiply-adds of a task: enough to hide what claiming it costs, little enough to share the work evenly.</summary>
    private const long TaskWork = 400_000;

    private const int MaxTasks = 64;

    /// <summary>So many tasks of the same size keep a few threads busy to the end.</summary>
    private const int EvenTasks = 16;

    internal MatMulPlan(in MatMulShape shape, int panelWidth, int tileRows)
    {
        int blocks = (shape.K + MaxKBlock - 1) / MaxKBlock;
        KBlock = (shape.K + blocks - 1) / blocks;
        KRange = Math.Min(blocks, BlocksPerRange) * KBlock;
        NRange = Math.Min(shape.N, Math.Max(PackedElements / KRange / panelWidth, 1) * panelWidth);

        int wide = WideTiles * tileRows;
        bool large = (long)shape.K * Math.Max(shape.M, shape.N) > DirectElements;
        PackB = shape.TransposeB || (shape.M >= wide && shape.N > panelWidth && large);
        PackA = shape.N >= WideTiles * panelWidth && shape.M >= tileRows && large;

        int panels = (NRange + panelWidth - 1) / panelWidth;
        RowsPerTask = shape.M;
        PanelsPerTask = panels;
        int tasks = (int)Math.Min((long)shape.M * NRange * KRange / TaskWork, MaxTasks);
        if (tasks < 2)
            return;
        if (PackA)
        {
            // Packed rows are worth their cost only if many panels use them, and a panel is only read fast if many rows use it.
            RowsPerTask = Math.Clamp(RoundUp(shape.M / EvenTasks, tileRows), wide / 2, wide);
            int down = (shape.M + RowsPerTask - 1) / RowsPerTask;
            PanelsPerTask = Math.Clamp(panels * down / EvenTasks, Math.Min(WideTiles, panels), panels);
        }
        else if (shape.M > NRange)
        {
            RowsPerTask = RoundUp((shape.M + tasks - 1) / tasks, tileRows);
        }
        else
        {
            PanelsPerTask = (panels + tasks - 1) / tasks;
        }
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

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
