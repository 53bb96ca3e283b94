namespace KerasNet.Tests.Engine.Reference;

/// <summary>Row-major coordinates.</summary>
internal static class Grid
{
    /// <summary>The coordinates of every element in row-major order. The same array is reused.</summary>
    internal static IEnumerable<int[]> All(Shape shape)
    {
        int[] at = new int[shape.Rank];
        for (long left = shape.ElementCount; left > 0; left--)
        {
            yield return at;
            for (int axis = shape.Rank - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--)
                at[axis] = 0;
        }
    }

    /// <summary>The position of an element.</summary>
    internal static long Offset(Shape shape, ReadOnlySpan<int> at)
    {
        long offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
            offset = offset * shape[axis] + at[axis];
        return offset;
    }

    /// <summary>The position in an operand that is broadcast: aligned at the last axis, where the size is 1 the coordinate is 0.</summary>
    internal static long Stretched(Shape shape, ReadOnlySpan<int> at)
    {
        long offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
            offset = offset * shape[axis] + (shape[axis] == 1 ? 0 : at[at.Length - shape.Rank + axis]);
        return offset;
    }

    /// <summary>The position of the first element of every line along an axis, and the step between its elements.</summary>
    internal static (IEnumerable<long> Starts, long Step) Lines(Shape shape, int axis)
    {
        long step = shape[(axis + 1)..].ElementCount;
        return (All(shape.With(axis, 1)).Select(at => Offset(shape, at)), step);
    }
}
