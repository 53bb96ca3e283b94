namespace KerasNet.Engine.Cpu;

/// <summary>Many products of one shape at a constant distance in memory, such as a batch of matrices; a distance of 0 repeats an operand.</summary>
/// <param name="Count">The number of products.</param>
/// <param name="StepA">Elements from one A to the next.</param>
/// <param name="StepB">Elements from one B to the next.</param>
/// <param name="StepC">Elements from one C to the next.</param>
internal readonly record struct MatMulBatch(int Count, long StepA, long StepB, long StepC)
{
    /// <summary>From this many multiply-adds on, the threads share each product; below, they share the batch.</summary>
    private const long LargeWork = 4_000_000;

    /// <summary>Multiply-adds of a task.</summary>
    private const long TaskWork = 400_000;

    /// <summary>Computes all products, with one epilogue (and one bias) for all.</summary>
    internal unsafe void Run(WorkerPool pool, MatMulWidth width, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue = default)
    {
        if (shape.Work >= LargeWork)
        {
            for (int i = 0; i < Count; i++)
                MatMul.Run(pool, width, shape, a + i * StepA, b + i * StepB, c + i * StepC, epilogue);
            return;
        }
        int itemsPerTask = (int)(TaskWork / Math.Max(shape.Work, 1)) + 1;
        var body = new Items(this, itemsPerTask, width, shape, a, b, c, epilogue);
        pool.Run((Count + itemsPerTask - 1) / itemsPerTask, ref body);
    }

    private readonly unsafe struct Items(
        MatMulBatch batch, int itemsPerTask, MatMulWidth width, MatMulShape shape, float* a, float* b, float* c, MatMulEpilogue epilogue) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            int end = Math.Min(batch.Count, (taskIndex + 1) * itemsPerTask);
            for (int i = taskIndex * itemsPerTask; i < end; i++)
                MatMul.Run(null, width, shape, a + i * batch.StepA, b + i * batch.StepB, c + i * batch.StepC, epilogue);
        }
    }
}
