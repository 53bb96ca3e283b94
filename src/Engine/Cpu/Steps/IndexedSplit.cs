namespace KerasNet.Engine.Cpu;

/// <summary>
/// How indices choose slices: the whole is (batch, middle, size, tail), the chosen are (batch, middle, count, tail), the indices (batch, count).
/// </summary>
internal readonly record struct IndexedSplit(long Batch, long Middle, long Size, long Tail, long Count)
{
    internal static IndexedSplit Of(Shape whole, Shape indices, int axis, int batchAxes) =>
        new(
            whole[..batchAxes].ElementCount,
            whole[batchAxes..axis].ElementCount,
            whole[axis],
            whole[(axis + 1)..].ElementCount,
            indices[batchAxes..].ElementCount);

    /// <summary>The number of slices that are chosen.</summary>
    internal long Slices => Batch * Middle * Count;

    /// <summary>Checks an index.</summary>
    internal long Checked(long index, string where) => (ulong)index < (ulong)Size
        ? index
        : throw new IndexOutOfRangeException($"{where}: the index {index} is out of range. Expected 0 ≤ index < {Size}, the size of the axis it chooses from.");
}
