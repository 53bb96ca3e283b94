namespace KerasNet.Engine.Cpu;

/// <summary>Random 32-bit patterns from a state (seed, counter).</summary>
internal sealed unsafe class RandomBitsStep(long count, int state, int to) : Step
{
    private const long PerTask = 16 * 1024;

    internal override string Text => $"RandomBits ×{count}";

    internal override void Run(RunContext run)
    {
        ulong* pair = (ulong*)run.Places[state];
        Body body = new(pair[0], pair[1], (uint*)run.Places[to], count);
        WorkerPool.Shared.Run((int)((count + PerTask - 1) / PerTask), ref body);
    }

    private readonly struct Body(ulong seed, ulong counter, uint* result, long count) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            long start = taskIndex * PerTask;
            RandomWords.Fill(seed, counter, start, result + start, Math.Min(PerTask, count - start));
        }
    }
}
