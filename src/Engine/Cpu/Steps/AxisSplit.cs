namespace KerasNet.Engine.Cpu;

/// <summary>An operand seen as (outer, n, inner) around the axis or axes that an operation works along.</summary>
/// <param name="Outer">The product of the sizes before them.</param>
/// <param name="Size">Their own.</param>
/// <param name="Inner">The product of the sizes after them.</param>
internal readonly record struct AxisSplit(long Outer, long Size, long Inner)
{
    /// <summary>Splits a shape at neighbouring axes.</summary>
    internal static AxisSplit Of(Shape shape, int first, int last) =>
        new(shape[..first].ElementCount, shape[first..(last + 1)].ElementCount, shape[(last + 1)..].ElementCount);

    internal static AxisSplit Of(Shape shape, int axis) => Of(shape, axis, axis);
}
