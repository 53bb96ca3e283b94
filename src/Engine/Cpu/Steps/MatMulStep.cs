namespace KerasNet.Engine.Cpu;

/// <summary>A matrix product of floats, or a batch of them, with bias and activation.</summary>
internal sealed unsafe class MatMulStep(string text, long batch, MatMulShape shape, int a, int b, int bias, Op? activation, int c) : Step
{
    /// <summary>Products with less work than this share threads by whole products instead of parts.</summary>
    private const long SmallProduct = 1_000_000;

    /// <summary>Multiply-adds of a task made of whole products.</summary>
    private const long TaskWork = 200_000;

    private readonly long _sizeA = (long)shape.M * shape.K;
    private readonly long _sizeB = (long)shape.K * shape.N;
    private readonly long _sizeC = (long)shape.M * shape.N;
    private readonly int _tasks = shape.Work < SmallProduct ? (int)Math.Clamp(batch * shape.Work / TaskWork, 1, Math.Max(1, Math.Min(batch, 64))) : 1;

    internal override string Text => $"{text} {(batch > 1 ? $"{batch}×" : "")}({shape.M}, {shape.K})·({shape.K}, {shape.N})";

    internal override void Run(RunContext run)
    {
        MatMulEpilogue epilogue = ProductEpilogue.Of(run, bias, activation);
        Body body = new(this, (float*)run.Places[a], (float*)run.Places[b], (float*)run.Places[c], epilogue);
        if (batch == 1)
            MatMul.Run(shape, (float*)run.Places[a], (float*)run.Places[b], (float*)run.Places[c], epilogue);
        else if (_tasks > 1)
            WorkerPool.Shared.Run(_tasks, ref body);
        else
            body.RunProducts(WorkerPool.Shared, 0, batch);
    }

    private readonly struct Body(MatMulStep step, float* a, float* b, float* c, MatMulEpilogue epilogue) : IParallelBody
    {
        public void Invoke(int taskIndex) => RunProducts(null, step.Start(taskIndex), step.Start(taskIndex + 1));

        internal void RunProducts(WorkerPool? pool, long start, long end)
        {
            for (long i = start; i < end; i++)
                MatMul.Run(pool, MatMul.BestWidth, step.Shape, a + i * step._sizeA, b + i * step._sizeB, c + i * step._sizeC, epilogue);
        }
    }

    private MatMulShape Shape => shape;

    private long Start(int task) => batch * task / _tasks;
}
