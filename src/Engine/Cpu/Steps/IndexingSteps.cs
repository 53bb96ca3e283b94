using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>How indices choose slices: the whole is (batch, middle, size, tail), the chosen are (batch, middle, count, tail), the indices (batch, count).</summary>
internal readonly record struct IndexedSplit(long Batch, long Middle, long Size, long Tail, long Count)
{
    internal static IndexedSplit Of(Shape whole, Shape indices, int axis, int batchAxes) =>
        new(whole[..batchAxes].ElementCount, whole[batchAxes..axis].ElementCount, whole[axis], whole[(axis + 1)..].ElementCount, indices[batchAxes..].ElementCount);

    /// <summary>Checks an index.</summary>
    internal long Checked(long index, string where) => (ulong)index < (ulong)Size
        ? index
        : throw new IndexOutOfRangeException($"{where}: the index {index} is out of range. Expected 0 ≤ index < {Size}, the size of the axis it chooses from.");
}

/// <summary>Slices chosen by indices.</summary>
internal sealed unsafe class GatherStep<TIndex>(string text, IndexedSplit split, int elementSize, int from, int indices, int to) : Step
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        long bytes = split.Tail * elementSize;
        byte* x = run.Places[from];
        byte* y = run.Places[to];
        TIndex* index = (TIndex*)run.Places[indices];
        for (long batch = 0; batch < split.Batch; batch++, index += split.Count)
            for (long middle = 0; middle < split.Middle; middle++, x += split.Size * bytes)
                for (long i = 0; i < split.Count; i++, y += bytes)
                {
                    byte* source = x + split.Checked(long.CreateTruncating(index[i]), text) * bytes;
                    if (bytes == 4)
                        *(int*)y = *(int*)source;
                    else
                        Buffer.MemoryCopy(source, y, bytes, bytes);
                }
    }
}

/// <summary>Zeros to which slices are added at indices, in the order of the indices.</summary>
internal sealed unsafe class ScatterAddStep<T, TIndex, TOp>(string text, IndexedSplit split, int indices, int updates, int to) : Step
    where T : unmanaged, INumber<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TOp : struct, IVectorBinary<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        long tail = split.Tail;
        T* y = (T*)run.Places[to];
        T* update = (T*)run.Places[updates];
        TIndex* index = (TIndex*)run.Places[indices];
        new Span<T>(y, checked((int)(split.Batch * split.Middle * split.Size * tail))).Clear();
        for (long batch = 0; batch < split.Batch; batch++, index += split.Count)
            for (long middle = 0; middle < split.Middle; middle++, y += split.Size * tail)
                for (long i = 0; i < split.Count; i++, update += tail)
                {
                    T* target = y + split.Checked(long.CreateTruncating(index[i]), text) * tail;
                    VectorBinary<T, TOp, DenseOperand, DenseOperand>.Run((byte*)target, (byte*)update, null, (byte*)target, (nint)tail);
                }
    }
}
