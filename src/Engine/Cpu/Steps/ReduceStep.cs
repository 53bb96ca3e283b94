using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Combines the elements along neighbouring axes, or what <typeparamref name="TTerm"/> makes of them.</summary>
internal sealed unsafe class ReduceStep<T, TOp, TTerm> : Step
    where T : unmanaged, INumber<T>
    where TOp : struct, IReduction<T>
    where TTerm : struct, ITerm<T>
{
    private const long SerialElements = 64 * 1024;
    private const int MaxParts = 16;

    private readonly AxisSplit _split;
    private readonly int _from;
    private readonly int _other;
    private readonly int _to;
    private readonly int _partials;
    private readonly int _parts = 1;
    private readonly int _tasks = 1;
    private readonly bool _isMean;
    private readonly string _text;

    /// <param name="text">What it does.</param>
    /// <param name="split">The axes.</param>
    /// <param name="from">The place of the elements.</param>
    /// <param name="other">The place of the numbers that go with the results, or −1.</param>
    /// <param name="to">The place of the results.</param>
    /// <param name="scratch">Gives memory.</param>
    /// <param name="isMean">Whether results are divided by the number of elements combined.</param>
    internal ReduceStep(string text, AxisSplit split, int from, int other, int to, Func<long, int> scratch, bool isMean = false)
    {
        (_text, _split, _from, _other, _to, _isMean) = (text, split, from, other, to, isMean);
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
        T* other = _other < 0 ? null : (T*)run.Places[_other];
        T* to = (T*)run.Places[_to];
        long results = _split.Outer * _split.Inner;
        if (_tasks == 1)
        {
            Reduce(from, other, to, 0, _split.Outer, 0, _split.Size);
        }
        else
        {
            T* partials = _parts > 1 ? (T*)run.Places[_partials] : to;
            Body body = new(this, from, other, partials);
            WorkerPool.Shared.Run(_tasks, ref body);
            if (_parts > 1)
                Reduction<T, TOp, Itself<T>>.RunColumns(partials, _parts, results, null, to, results);
        }

        if (!_isMean)
            return;
        T count = T.CreateTruncating(_split.Size);
        for (long i = 0; i < results; i++)
            to[i] /= count;
    }

    private void Reduce(T* from, T* other, T* to, long firstOuter, long lastOuter, long first, long last)
    {
        (_, long size, long inner) = _split;
        for (long outer = firstOuter; outer < lastOuter; outer++)
        {
            T* x = from + (outer * size + first) * inner;
            if (inner == 1)
                to[outer] = Reduction<T, TOp, TTerm>.Run(x, last - first, other + outer);
            else
                Reduction<T, TOp, TTerm>.RunColumns(x, last - first, inner, other + outer * inner, to + outer * inner, inner);
        }
    }

    private readonly struct Body(ReduceStep<T, TOp, TTerm> step, T* from, T* other, T* to) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            AxisSplit split = step._split;
            (long length, int tasks) = (step._parts == 1 ? split.Outer : split.Size, step._tasks);
            (long start, long end) = (length * taskIndex / tasks, length * (taskIndex + 1) / tasks);
            if (step._parts == 1)
                step.Reduce(from, other, to, start, end, 0, split.Size);
            else
                step.Reduce(from, other, to + taskIndex * split.Outer * split.Inner, 0, split.Outer, start, end);
        }
    }
}
