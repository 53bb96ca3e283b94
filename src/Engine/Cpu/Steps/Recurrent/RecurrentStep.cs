namespace KerasNet.Engine.Cpu;

/// <summary>A recurrence over time. Each task walks all steps for a few rows of the batch, so that no thread waits for another between steps.</summary>
internal abstract unsafe class RecurrentStep : Step
{
    /// <summary>Rows of a task where there are many: they use a stretch of the kernel while it is in the nearest cache.</summary>
    private const int RowsPerTask = 8;

    /// <summary>Fewer rows than this are not worth reading the kernel for.</summary>
    private const int FewestRows = 4;

    /// <summary>Elements that keep what tasks write off each other's lines of the cache.</summary>
    private const int Apart = 32;

    private readonly string _text;
    private readonly int _tasks;
    private readonly int _kernel;
    private readonly int _mask;
    private readonly int _packed;
    private readonly int _own;
    private readonly long _ownElements;

    /// <summary>Plans a recurrence.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="sizes">Rows of the batch, steps and units.</param>
    /// <param name="product">What the rows are multiplied with at each step.</param>
    /// <param name="kernel">The kernel, (units, gates·units).</param>
    /// <param name="ownPerRow">Elements that a task needs for each of its rows.</param>
    /// <param name="plan">Where tensors lie.</param>
    private protected RecurrentStep(Node node, Shape sizes, RepeatedProduct product, KerasTensor kernel, int ownPerRow, PlanBuilder plan)
    {
        (Batch, Time, Units) = (sizes[0], sizes[1], sizes[2]);
        Product = product;
        _tasks = Math.Max((Batch + RowsPerTask - 1) / RowsPerTask, Math.Min(Batch / FewestRows, 2));
        _tasks = Math.Max(_tasks, 1);
        _text = $"{node.Op} {sizes}{(node.Attributes.Text.Length > 0 ? $" {node.Attributes}" : "")}, {_tasks} task(s)";
        _kernel = plan.Place(kernel);
        _mask = Recurrence.Mask(node.Inputs) is { } mask ? plan.Place(mask) : -1;
        _packed = plan.Scratch(product.PackedElements * sizeof(float));
        _ownElements = ((long)((Batch + _tasks - 1) / _tasks) * ownPerRow + Apart - 1) / Apart * Apart;
        _own = plan.Scratch(_tasks * _ownElements * sizeof(float));
    }

    internal override string Text => _text;

    /// <summary>Rows of the batch.</summary>
    protected int Batch { get; }

    /// <summary>The number of steps.</summary>
    protected int Time { get; }

    /// <summary>Numbers of a state.</summary>
    protected int Units { get; }

    /// <summary>What the rows are multiplied with at each step.</summary>
    protected RepeatedProduct Product { get; }

    internal override void Run(RunContext run)
    {
        Body body = new(this, run, Product.Pack((float*)run.Places[_kernel], (float*)run.Places[_packed]));
        WorkerPool.Shared.Run(_tasks, ref body);
    }

    /// <summary>Walks all steps for some rows.</summary>
    /// <param name="run">The memory of this run.</param>
    /// <param name="first">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="kernel">The kernel as the product reads it.</param>
    /// <param name="own">Memory of this task.</param>
    private protected abstract void Walk(RunContext run, int first, int rows, float* kernel, float* own);

    /// <summary>Whether a step counts for a row.</summary>
    private protected bool Keeps(RunContext run, int row, int time) => _mask < 0 || run.Places[_mask][(nint)row * Time + time] != 0;

    /// <summary>Whether a step counts for any row of a task.</summary>
    private protected bool KeepsAny(RunContext run, int first, int rows, int time)
    {
        for (int row = first; row < first + rows; row++)
            if (Keeps(run, row, time))
                return true;
        return false;
    }

    /// <summary>Where a tensor (batch, time, size) or, at time 0 of 1, (batch, size) holds a row; null where the place is −1.</summary>
    private protected static float* At(RunContext run, int place, nint row, nint times, nint time, nint size) =>
        place < 0 ? null : (float*)run.Places[place] + (row * times + time) * size;

    private readonly struct Body(RecurrentStep step, RunContext run, float* kernel) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            int first = RowOf(taskIndex);
            step.Walk(run, first, RowOf(taskIndex + 1) - first, kernel, (float*)run.Places[step._own] + taskIndex * step._ownElements);
        }

        private int RowOf(int task) => (int)((long)step.Batch * task / step._tasks);
    }
}
