using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Combines the elements along neighbouring axes.</summary>
internal sealed unsafe class ReduceStep<T, TOp> : Step
    where T : unmanaged, INumber<T>
    where TOp : struct, IReduction<T>
{
    private const long SerialElements = 64 * 1024;
    private const int MaxParts = 16;

    private readonly AxisSplit _split;
    private readonly int _from;
    private readonly int _to;
    private readonly int _partials;
    private readonly int _parts = 1;
    private readonly int _tasks = 1;
    private readonly string _text;

    internal ReduceStep(string text, AxisSplit split, int from, int to, Func<long, int> scratch)
    {
        (_text, _split, _from, _to) = (text, split, from, to);
        if (split.Outer * split.Size * split.Inner < SerialElements)
            return;
        if (split.Outer >= MaxParts)
        {
            _tasks = MaxParts;
            return;
        }

        // Few results from many elements: parts of the axis are reduced side by side, then the parts.
        _tasks = _parts = (int)Math.Min(split.Size, MaxParts);
        _partials = scratch(_parts * split.Outer * split.Inner * sizeof(T));
    }

    internal override string Text => $"{_text} ({_split.Outer}, {_split.Size}, {_split.Inner}), {_tasks} task(s)";

    internal override void Run(RunContext run)
    {
        T* from = (T*)run.Places[_from];
        T* to = (T*)run.Places[_to];
        if (_tasks == 1)
        {
            Reduce(from, to, 0, _split.Outer, 0, _split.Size);
            return;
        }

        long results = _split.Outer * _split.Inner;
        T* partials = _parts > 1 ? (T*)run.Places[_partials] : to;
        Body body = new(this, from, partials);
        WorkerPool.Shared.Run(_tasks, ref body);
        if (_parts > 1)
            Reduction<T, TOp>.RunColumns(partials, _parts, results, to, results);
    }

    private void Reduce(T* from, T* to, long firstOuter, long lastOuter, long first, long last)
    {
        (_, long size, long inner) = _split;
        for (long outer = firstOuter; outer < lastOuter; outer++)
        {
            T* x = from + (outer * size + first) * inner;
            if (inner == 1)
                to[outer] = Reduction<T, TOp>.Run(x, last - first);
            else
                Reduction<T, TOp>.RunColumns(x, last - first, inner, to + outer * inner, inner);
        }
    }

    private readonly struct Body(ReduceStep<T, TOp> step, T* from, T* to) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            AxisSplit split = step._split;
            (long length, int tasks) = (step._parts == 1 ? split.Outer : split.Size, step._tasks);
            (long start, long end) = (length * taskIndex / tasks, length * (taskIndex + 1) / tasks);
            if (step._parts == 1)
                step.Reduce(from, to, start, end, 0, split.Size);
            else
                step.Reduce(from, to + taskIndex * split.Outer * split.Inner, 0, split.Outer, start, end);
        }
    }
}
