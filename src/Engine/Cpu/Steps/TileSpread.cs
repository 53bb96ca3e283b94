using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Spreads an operand of a smaller shape over a tile.</summary>
internal sealed unsafe class TileSpread
{
    private const int MaxRank = 32;
    private readonly int[] _sizes;
    private readonly int[] _strides;
    private readonly int _elementSize;

    internal TileSpread(int register, int place, TileRegister operand, TileAxes axes, long tile)
    {
        Register = register;
        Place = place;
        _elementSize = operand.Size;
        _sizes = axes.Sizes.Length == 0 ? [1] : axes.Sizes;
        _strides = axes.Sizes.Length == 0 ? [0] : axes.Strides(operand);
        Repeats = _strides.AsSpan()[..^1].IndexOfAnyExcept(0) < 0 && (tile % _sizes[^1] == 0 || _strides[^1] == 0);
    }

    internal int Register { get; }

    internal int Place { get; }

    /// <summary>Whether every full tile is the same.</summary>
    internal bool Repeats { get; }

    /// <summary>Fills a tile that starts at an element of the group.</summary>
    internal void Fill(byte* source, byte* target, long start, nint n)
    {
        switch (_elementSize)
        {
            case 1: FillElements(source, target, start, n); break;
            case 4: FillElements((int*)source, (int*)target, start, n); break;
            default: FillElements((long*)source, (long*)target, start, n); break;
        }
    }

    private void FillElements<T>(T* source, T* target, long start, nint n)
        where T : unmanaged
    {
        int rank = _sizes.Length, inner = _sizes[rank - 1], step = _strides[rank - 1];
        int* at = stackalloc int[MaxRank];
        long offset = 0;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            at[axis] = (int)(start % _sizes[axis]);
            offset += (long)at[axis] * _strides[axis];
            start /= _sizes[axis];
        }

        while (true)
        {
            int run = (int)Math.Min(inner - at[rank - 1], n);
            if (step == 0)
                new Span<T>(target, run).Fill(source[offset]);
            else
                new Span<T>(source + offset, run).CopyTo(new Span<T>(target, run));
            target += run;
            n -= run;
            if (n == 0)
                return;

            // The next row: count up the outer axes.
            offset -= (long)at[rank - 1] * step;
            at[rank - 1] = 0;
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                offset += _strides[axis];
                if (++at[axis] < _sizes[axis])
                    break;
                offset -= (long)_sizes[axis] * _strides[axis];
                at[axis] = 0;
            }
        }
    }
}
