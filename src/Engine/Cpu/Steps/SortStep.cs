using System.Numerics;

namespace KerasNet.Engine.Cpu;

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
