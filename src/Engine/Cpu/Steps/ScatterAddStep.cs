using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Zeros to which slices are added at indices, in the order of the indices.</summary>
/// <remarks>
/// The slices that are added to are cut into ranges that a cache holds. The indices are sorted by range first; then whoever takes a range clears it and adds
/// what belongs there. So each element is added to in the order of the indices, however many threads there are and however often an index comes.
/// </remarks>
internal sealed unsafe class ScatterAddStep<T, TIndex, TOp> : Step
    where T : unmanaged, INumber<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TOp : struct, IVectorBinary<T>
{
    private const long BytesPerRange = 256 * 1024;
    private const int MaxTasks = 64;

    private readonly string _text;
    private readonly IndexedSplit _split;
    private readonly long _tail;
    private readonly int _shift;
    private readonly int _ranges;
    private readonly int _tasks;
    private readonly int _indices;
    private readonly int _updates;
    private readonly int _to;
    private readonly int _sorted;

    /// <summary>Plans the work.</summary>
    /// <param name="text">What it does.</param>
    /// <param name="split">How the indices choose.</param>
    /// <param name="places">The places of indices, updates and result.</param>
    /// <param name="scratch">Gives the place of so many bytes to work with.</param>
    internal ScatterAddStep(string text, IndexedSplit split, (int Indices, int Updates, int To) places, Func<long, int> scratch)
    {
        (_text, _split, _tail) = (text, split, split.Tail);
        (_indices, _updates, _to) = places;
        long rows = Math.Max(1, BytesPerRange / (_tail * sizeof(T)));
        _shift = BitOperations.Log2((ulong)rows);
        _ranges = checked((int)((split.Size + (1L << _shift) - 1) >> _shift));
        _tasks = Math.Min(_ranges, MaxTasks);
        _sorted = _ranges > 1 ? scratch((split.Count + _ranges + 1) * sizeof(int)) : -1;
    }

    internal override string Text => _text;

    internal override void Run(RunContext run)
    {
        T* y = (T*)run.Places[_to];
        T* update = (T*)run.Places[_updates];
        TIndex* index = (TIndex*)run.Places[_indices];
        int* sorted = _sorted < 0 ? null : (int*)run.Places[_sorted];
        for (long outer = 0; outer < _split.Batch * _split.Middle; outer++, y += _split.Size * _tail, update += _split.Count * _tail)
        {
            TIndex* chosen = index + outer / _split.Middle * _split.Count;
            if (sorted is null)
            {
                new Span<T>(y, checked((int)(_split.Size * _tail))).Clear();
                for (long i = 0; i < _split.Count; i++)
                    Add(y + _split.Checked(long.CreateTruncating(chosen[i]), _text) * _tail, update + i * _tail);
                continue;
            }

            Sort(chosen, sorted);
            Body body = new(this, chosen, update, y, sorted);
            WorkerPool.Shared.Run(_tasks, ref body);
        }
    }

    /// <summary>Writes where each range ends, and the numbers of the indices by range, otherwise in order.</summary>
    private void Sort(TIndex* index, int* sorted)
    {
        int* ends = sorted, order = sorted + _ranges + 1;
        new Span<int>(ends, _ranges + 1).Clear();
        int count = checked((int)_split.Count);
        for (int i = 0; i < count; i++)
            ends[(_split.Checked(long.CreateTruncating(index[i]), _text) >> _shift) + 1]++;
        for (int range = 1; range < _ranges; range++)
            ends[range] += ends[range - 1];
        for (int i = 0; i < count; i++)
            order[ends[long.CreateTruncating(index[i]) >> _shift]++] = i;
    }

    private void RunRange(TIndex* index, T* update, T* y, int* sorted, int range)
    {
        long first = (long)range << _shift, last = Math.Min(_split.Size, first + (1L << _shift));
        new Span<T>(y + first * _tail, checked((int)((last - first) * _tail))).Clear();
        int* order = sorted + _ranges + 1;
        for (int i = range == 0 ? 0 : sorted[range - 1]; i < sorted[range]; i++)
            Add(y + long.CreateTruncating(index[order[i]]) * _tail, update + order[i] * _tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(T* target, T* update)
    {
        long j = 0;
        for (; j <= _tail - Vector<T>.Count; j += Vector<T>.Count)
            TOp.Invoke(Vector.Load(target + j), Vector.Load(update + j)).Store(target + j);
        for (; j < _tail; j++)
            target[j] = TOp.Invoke(new Vector<T>(target[j]), new Vector<T>(update[j]))[0];
    }

    private readonly struct Body(ScatterAddStep<T, TIndex, TOp> step, TIndex* index, T* update, T* y, int* sorted) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            for (int range = step._ranges * taskIndex / step._tasks; range < step._ranges * (taskIndex + 1) / step._tasks; range++)
                step.RunRange(index, update, y, sorted, range);
        }
    }
}
