namespace KerasNet.Engine.Cpu;

/// <summary>Copies a box of elements between two strided layouts: transposes, slices, reversals, concatenations and paddings are all of this kind.</summary>
internal sealed unsafe class BoxCopy
{
    private const int MaxRank = 32;
    private const long SerialElements = 32 * 1024;
    private const int Tasks = 16;

    private readonly int[] _sizes;
    private readonly long[] _from;
    private readonly long[] _to;
    private readonly long _fromStart;
    private readonly long _toStart;
    private readonly int _elementSize;
    private readonly long _rows;

    /// <summary>Describes a copy; strides and starts are counted in elements, axes outermost first.</summary>
    internal BoxCopy(ReadOnlySpan<int> sizes, ReadOnlySpan<long> from, ReadOnlySpan<long> to, long fromStart, long toStart, int elementSize)
    {
        List<(int Size, long From, long To)> axes = [];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 1)
                continue;
            if (axes.Count > 0 && axes[^1] is var outer && outer.From == from[i] * sizes[i] && outer.To == to[i] * sizes[i])
                axes[^1] = (outer.Size * sizes[i], from[i], to[i]);
            else
                axes.Add((sizes[i], from[i], to[i]));
        }

        if (axes.Count == 0)
            axes.Add((sizes.Contains(0) ? 0 : 1, 1, 1));
        _sizes = [.. axes.Select(axis => axis.Size)];
        _from = [.. axes.Select(axis => axis.From)];
        _to = [.. axes.Select(axis => axis.To)];
        _fromStart = fromStart;
        _toStart = toStart;
        _elementSize = elementSize;
        _rows = _sizes.Contains(0) ? 0 : _sizes[..^1].Aggregate(1L, (product, size) => product * size);
    }

    /// <summary>The distances between neighbours of a dense tensor, outermost axis first.</summary>
    internal static long[] DenseStrides(Shape shape)
    {
        long[] strides = new long[shape.Rank];
        long stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; stride *= shape[axis--])
            strides[axis] = stride;
        return strides;
    }

    /// <summary>Copies everything.</summary>
    internal void Run(byte* from, byte* to)
    {
        if (_rows == 0)
            return;
        Body body = new(this, from + _fromStart * _elementSize, to + _toStart * _elementSize);
        if (_rows * _sizes[^1] < SerialElements || _rows < Tasks)
            RunRows(body.From, body.To, 0, _rows);
        else
            WorkerPool.Shared.Run(Tasks, ref body);
    }

    private void RunRows(byte* from, byte* to, long start, long end)
    {
        switch (_elementSize)
        {
            case 1: RunRows<byte>(from, to, start, end); break;
            case 4: RunRows((int*)from, (int*)to, start, end); break;
            default: RunRows((long*)from, (long*)to, start, end); break;
        }
    }

    private void RunRows<T>(T* from, T* to, long start, long end)
        where T : unmanaged
    {
        int outer = _sizes.Length - 1, inner = _sizes[outer];
        long stepFrom = _from[outer], stepTo = _to[outer];
        int* at = stackalloc int[MaxRank];
        long rest = start;
        for (int axis = outer - 1; axis >= 0; axis--)
        {
            at[axis] = (int)(rest % _sizes[axis]);
            from += at[axis] * _from[axis];
            to += at[axis] * _to[axis];
            rest /= _sizes[axis];
        }

        for (long row = start; row < end; row++)
        {
            if (stepFrom == 1 && stepTo == 1)
            {
                new Span<T>(from, inner).CopyTo(new Span<T>(to, inner));
            }
            else
            {
                for (long i = 0; i < inner; i++)
                    to[i * stepTo] = from[i * stepFrom];
            }

            for (int axis = outer - 1; axis >= 0; axis--)
            {
                from += _from[axis];
                to += _to[axis];
                if (++at[axis] < _sizes[axis])
                    break;
                from -= _sizes[axis] * _from[axis];
                to -= _sizes[axis] * _to[axis];
                at[axis] = 0;
            }
        }
    }

    private readonly struct Body(BoxCopy copy, byte* from, byte* to) : IParallelBody
    {
        internal byte* From { get; } = from;

        internal byte* To { get; } = to;

        public void Invoke(int taskIndex) => copy.RunRows(From, To, copy._rows * taskIndex / Tasks, copy._rows * (taskIndex + 1) / Tasks);
    }
}
