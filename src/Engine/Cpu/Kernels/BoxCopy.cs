namespace KerasNet.Engine.Cpu;

/// <summary>Copies a box of elements between two strided layouts: transposes, slices, reversals, concatenations and paddings are all of this kind.</summary>
internal sealed unsafe class BoxCopy
{
    private const int MaxRank = 32;
    private const long SerialElements = 32 * 1024;
    private const int Tasks = 16;

    /// <summary>Sides of a block of a transpose, in elements: what lies side by side on either side fills lines of the cache.</summary>
    private const int BlockSide = 16;

    private readonly int[] _sizes;
    private readonly long[] _from;
    private readonly long[] _to;
    private readonly long _fromStart;
    private readonly long _toStart;
    private readonly int _elementSize;
    private readonly long _rows;
    private readonly bool _turns;

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
        _turns = Turn(axes);
        _sizes = [.. axes.Select(axis => axis.Size)];
        _from = [.. axes.Select(axis => axis.From)];
        _to = [.. axes.Select(axis => axis.To)];
        _fromStart = fromStart;
        _toStart = toStart;
        _elementSize = elementSize;
        _rows = _sizes.Contains(0) ? 0 : _sizes[..^1].Aggregate(1L, (product, size) => product * size);
        if (_turns && _rows > 0)
            _rows = _rows / _sizes[^2] * Blocks;
    }

    /// <summary>The number of stretches into which the axis before the last is cut where a copy transposes.</summary>
    private int Blocks => (_sizes[^2] + BlockSide - 1) / BlockSide;

    /// <summary>The distances between neighbours of a dense tensor, outermost axis first.</summary>
    internal static long[] DenseStrides(Shape shape)
    {
        long[] strides = new long[shape.Rank];
        long stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; stride *= shape[axis--])
            strides[axis] = stride;
        return strides;
    }

    /// <summary>
    /// Whether what lies side by side in the result is apart in the source and the other way round: then that other axis moves before the last, for blocks of both.
    /// </summary>
    private static bool Turn(List<(int Size, long From, long To)> axes)
    {
        int side = axes.FindIndex(axis => axis.From == 1 && axis.Size >= BlockSide);
        if (axes[^1] is not { To: 1, Size: >= BlockSide } || side < 0 || side == axes.Count - 1)
            return false;
        (int, long, long) moved = axes[side];
        axes.RemoveAt(side);
        axes.Insert(axes.Count - 1, moved);
        return true;
    }

    /// <summary>Copies everything.</summary>
    internal void Run(byte* from, byte* to)
    {
        if (_rows == 0)
            return;
        Body body = new(this, from + _fromStart * _elementSize, to + _toStart * _elementSize);
        if (_rows * _sizes[^1] * (_turns ? BlockSide : 1) < SerialElements || _rows < Tasks)
            RunRows(body.From, body.To, 0, _rows);
        else
            WorkerPool.Shared.Run(Tasks, ref body);
    }

    private void RunRows(byte* from, byte* to, long start, long end)
    {
        switch (_elementSize)
        {
            case 1 when _turns: RunBlocks<byte>(from, to, start, end); break;
            case 4 when _turns: RunBlocks((int*)from, (int*)to, start, end); break;
            case 1: RunRows<byte>(from, to, start, end); break;
            case 4: RunRows((int*)from, (int*)to, start, end); break;
            case 8 when _turns: RunBlocks((long*)from, (long*)to, start, end); break;
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

    /// <summary>Copies stretches of the axis before the last, block by block along the last.</summary>
    private void RunBlocks<T>(T* from, T* to, long start, long end)
        where T : unmanaged
    {
        int last = _sizes.Length - 1;
        long stepFrom = _from[last], stepTo = _to[last - 1];
        for (long unit = start; unit < end; unit++)
        {
            (long rest, long block) = Math.DivRem(unit, Blocks);
            long first = block * BlockSide, count = Math.Min(BlockSide, _sizes[last - 1] - first);
            T* source = from + first, target = to + first * stepTo;
            for (int axis = last - 2; axis >= 0; axis--)
            {
                (rest, long at) = Math.DivRem(rest, (long)_sizes[axis]);
                source += at * _from[axis];
                target += at * _to[axis];
            }

            for (long column = 0; column < _sizes[last]; column += BlockSide)
            {
                long columns = Math.Min(BlockSide, _sizes[last] - column);
                for (long i = 0; i < count; i++)
                    for (long j = column; j < column + columns; j++)
                        target[i * stepTo + j] = source[i + j * stepFrom];
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
