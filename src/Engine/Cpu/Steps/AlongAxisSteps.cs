using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Finds the first maximum along an axis.</summary>
internal sealed unsafe class ArgMaxStep<T>(string text, AxisSplit split, int from, int to) : Step
    where T : unmanaged, INumber<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        T* x = (T*)run.Places[from];
        int* result = (int*)run.Places[to];
        for (long outer = 0; outer < split.Outer; outer++, x += split.Size * split.Inner)
            for (long inner = 0; inner < split.Inner; inner++)
            {
                T* line = x + inner;
                long best = 0;
                T highest = line[0];
                for (long i = 1; i < split.Size; i++)
                    if (line[i * split.Inner] > highest)
                    {
                        best = i;
                        highest = line[i * split.Inner];
                    }

                *result++ = (int)best;
            }
    }
}

/// <summary>A running sum or product along an axis.</summary>
internal sealed unsafe class CumulativeStep<T, TOp>(string text, AxisSplit split, bool reverse, bool exclusive, int from, int to) : Step
    where T : unmanaged, INumber<T>
    where TOp : struct, IReduction<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        T* x = (T*)run.Places[from];
        T* y = (T*)run.Places[to];
        long step = reverse ? -split.Inner : split.Inner;
        for (long outer = 0; outer < split.Outer; outer++)
            for (long inner = 0; inner < split.Inner; inner++)
            {
                long at = outer * split.Size * split.Inner + inner + (reverse ? (split.Size - 1) * split.Inner : 0);
                T total = TOp.Identity;
                for (long i = 0; i < split.Size; i++, at += step)
                {
                    T before = total;
                    total = TOp.Combine(total, x[at]);
                    y[at] = exclusive ? before : total;
                }
            }
    }
}

/// <summary>Sorts the last axis by merging, which keeps equal elements in their order.</summary>
internal sealed unsafe class SortStep<T>(string text, AxisSplit split, bool descending, int from, int values, int indices, int scratch) : Step
    where T : unmanaged, INumber<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        int n = (int)split.Size;
        T* x = (T*)run.Places[from];
        T* y = (T*)run.Places[values];
        int* order = (int*)run.Places[indices];
        for (long row = 0; row < split.Outer; row++, x += n, y += n, order += n)
        {
            Sort(x, order, (int*)run.Places[scratch], n);
            for (int i = 0; i < n; i++)
                y[i] = x[order[i]];
        }
    }

    private void Sort(T* x, int* order, int* other, int n)
    {
        for (int i = 0; i < n; i++)
            order[i] = i;
        int* from = order;
        int* to = other;
        for (int width = 1; width < n; width *= 2)
        {
            for (int start = 0; start < n; start += 2 * width)
                Merge(x, from, to, start, Math.Min(start + width, n), Math.Min(start + 2 * width, n));
            int* sorted = to;
            to = from;
            from = sorted;
        }

        if (from != order)
            new Span<int>(from, n).CopyTo(new Span<int>(order, n));
    }

    private void Merge(T* x, int* from, int* to, int left, int middle, int end)
    {
        int right = middle;
        for (int i = left; i < end; i++)
        {
            bool takeRight = right < end && (left >= middle || (descending ? x[from[right]] > x[from[left]] : x[from[right]] < x[from[left]]));
            to[i] = takeRight ? from[right++] : from[left++];
        }
    }
}
