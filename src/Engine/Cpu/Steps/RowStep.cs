namespace KerasNet.Engine.Cpu;

/// <summary>Applies a function to each row of a table.</summary>
/// <param name="text">What it does.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The length of a row.</param>
/// <param name="from">The place of the table.</param>
/// <param name="other">The place of the second operand, or −1.</param>
/// <param name="otherBytes">The bytes that the second operand holds for a row.</param>
/// <param name="to">The place of the results.</param>
internal sealed unsafe class RowStep<TKernel>(string text, long rows, int columns, int from, int other, int otherBytes, int to) : Step
    where TKernel : struct, IRowKernel
{
    private const long ElementsPerTask = 8 * 1024;

    private readonly int _tasks = (int)Math.Clamp(rows * columns / ElementsPerTask, 1, Math.Min(64, Math.Max(rows, 1)));

    internal override string Text => $"{text}, {rows} rows, {_tasks} task(s)";

    internal override void Run(RunContext run)
    {
        Body body = new(this, (float*)run.Places[from], other < 0 ? null : run.Places[other], (float*)run.Places[to]);
        if (_tasks > 1)
            WorkerPool.Shared.Run(_tasks, ref body);
        else
            body.Invoke(0);
    }

    private readonly struct Body(RowStep<TKernel> step, float* x, byte* other, float* y) : IParallelBody
    {
        public void Invoke(int taskIndex) => step.RunRows(x, other, y, step.RowOf(taskIndex), step.RowOf(taskIndex + 1));
    }

    private long RowOf(int task) => rows * task / _tasks;

    private void RunRows(float* x, byte* second, float* y, long start, long end)
    {
        for (long row = start; row < end; row++)
            TKernel.Run(x + row * columns, second + row * otherBytes, y + row * TKernel.ResultSize(columns), columns);
    }
}
