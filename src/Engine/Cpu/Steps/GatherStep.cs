using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Slices chosen by indices.</summary>
internal sealed unsafe class GatherStep<TIndex>(string text, IndexedSplit split, int elementSize, int from, int indices, int to) : Step
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private const long BytesPerTask = 64 * 1024;
    private const int MaxTasks = 64;

    private readonly long _bytes = split.Tail * elementSize;
    private readonly int _tasks = (int)Math.Clamp(split.Slices * split.Tail * elementSize / BytesPerTask, 1, Math.Clamp(split.Slices, 1, MaxTasks));

    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        Body body = new(this, run.Places[from], (TIndex*)run.Places[indices], run.Places[to]);
        WorkerPool.Shared.Run(_tasks, ref body);
    }

    /// <summary>Copies the chosen slices with numbers from start to end.</summary>
    private void Copy(byte* x, TIndex* index, byte* y, long start, long end)
    {
        y += start * _bytes;
        (long outer, long i) = Math.DivRem(start, split.Count);
        for (long left = end - start; left > 0; outer++, i = 0)
        {
            TIndex* chosen = index + outer / split.Middle * split.Count;
            byte* whole = x + outer * split.Size * _bytes;
            for (; i < split.Count && left > 0; i++, left--, y += _bytes)
            {
                byte* source = whole + split.Checked(long.CreateTruncating(chosen[i]), text) * _bytes;
                if (_bytes == sizeof(int))
                    *(int*)y = *(int*)source;
                else
                    Buffer.MemoryCopy(source, y, _bytes, _bytes);
            }
        }
    }

    private readonly struct Body(GatherStep<TIndex> step, byte* x, TIndex* index, byte* y) : IParallelBody
    {
        public void Invoke(int taskIndex) => step.Copy(x, index, y, step.Start(taskIndex), step.Start(taskIndex + 1));
    }

    private long Start(int task) => split.Slices * task / _tasks;
}
