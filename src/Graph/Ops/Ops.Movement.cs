namespace KerasNet;

public static partial class Ops
{
    /// <summary>The same elements under other dimensions; one of them may be −1 and is worked out.</summary>
    public static KerasTensor Reshape(KerasTensor x, Shape shape) =>
        x.Shape == shape && shape.IsKnown ? x : Node.Create(Op.Reshape, [x], new ShapeAttributes(shape)).Output;

    /// <summary>A tensor of its own with the values of x, so that it can carry another mask.</summary>
    internal static KerasTensor Alias(KerasTensor x) => Node.Create(Op.Reshape, [x], new ShapeAttributes(x.Shape)).Output;

    /// <summary>Axes in another order: axis i of the result is axis <paramref name="permutation"/>[i] of x. Without one, all axes reversed.</summary>
    public static KerasTensor Transpose(KerasTensor x, params int[] permutation)
    {
        if (permutation.Length == 0)
            permutation = [.. Enumerable.Range(0, x.Rank).Reverse()];
        permutation = [.. permutation.Select(x.Shape.Axis)];
        return permutation.SequenceEqual(Enumerable.Range(0, x.Rank)) ? x : Node.Create(Op.Transpose, [x], new PermutationAttributes(permutation)).Output;
    }

    /// <summary>x with its last two axes swapped.</summary>
    public static KerasTensor SwapLastAxes(KerasTensor x) => Transpose(x, [.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2]);

    /// <summary>Axes of size 1, and missing leading axes, repeated.</summary>
    public static KerasTensor BroadcastTo(KerasTensor x, Shape shape) =>
        x.Shape == shape ? x : Node.Create(Op.Broadcast, [x], new ShapeAttributes(shape)).Output;

    /// <summary>A new axis of size 1 at <paramref name="axis"/> of the result.</summary>
    public static KerasTensor ExpandDims(KerasTensor x, int axis)
    {
        int place = axis < 0 ? x.Rank + 1 + axis : axis;
        return Shaped(nameof(ExpandDims), t => Reshape(t[0], Shape.Of([.. t[0].Shape[..place], 1, .. t[0].Shape[place..]])), x);
    }

    /// <summary>x without an axis of size 1.</summary>
    public static KerasTensor Squeeze(KerasTensor x, int axis)
    {
        int place = x.Shape.Axis(axis);
        return x.Shape[place] == 1
            ? DropAxes(x, [place])
            : throw new ShapeException($"Axis {axis} of {x.Shape} cannot be squeezed: its size is {x.Shape[place]}, expected 1.");
    }

    /// <summary>Elements starts, starts + strides, … below limits, for each axis.</summary>
    public static KerasTensor Slice(KerasTensor x, int[] starts, int[] limits, int[]? strides = null) =>
        Node.Create(Op.Slice, [x], new SliceAttributes(starts, limits, strides ?? [.. Enumerable.Repeat(1, x.Rank)])).Output;

    /// <summary>Entries <paramref name="start"/> (inclusive) to <paramref name="limit"/> (exclusive) along one axis.</summary>
    public static KerasTensor SliceAxis(KerasTensor x, int axis, int start, int limit)
    {
        axis = x.Shape.Axis(axis);
        if (start == 0 && limit == x.Shape[axis])
            return x;
        return Shaped(
            nameof(SliceAxis),
            t =>
            {
                int[] starts = new int[x.Rank];
                int[] limits = t[0].Shape.ToArray();
                (starts[axis], limits[axis]) = (start, limit);
                return Slice(t[0], starts, limits);
            },
            x);
    }

    /// <summary>Entry <paramref name="index"/> along an axis, which disappears.</summary>
    public static KerasTensor Take(KerasTensor x, int axis, int index) => Squeeze(SliceAxis(x, axis, index, index + 1), axis);

    /// <summary>x cut into equal parts along an axis.</summary>
    public static KerasTensor[] Split(KerasTensor x, int parts, int axis)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        if (size % parts != 0)
            throw new ShapeException($"An axis of size {size} cannot be split into {parts} equal parts.");
        return [.. Enumerable.Range(0, parts).Select(i => SliceAxis(x, axis, i * (size / parts), (i + 1) * (size / parts)))];
    }

    /// <summary>A constant before and after the elements of each axis, and between neighbours.</summary>
    public static KerasTensor Pad(KerasTensor x, int[] low, int[] high, double value = 0, int[]? interior = null) =>
        low.All(n => n == 0) && high.All(n => n == 0) && (interior is null || interior.All(n => n == 0))
            ? x
            : Node.Create(Op.Pad, [x], new PadAttributes(low, high, interior ?? new int[x.Rank], value)).Output;

    /// <summary>Tensors one after the other along an axis.</summary>
    public static KerasTensor Concatenate(IReadOnlyList<KerasTensor> tensors, int axis = -1)
    {
        DType type = tensors.Select(tensor => tensor.DType).Aggregate(DTypes.Promote);
        return tensors.Count == 1
            ? tensors[0]
            : Node.Create(Op.Concatenate, [.. tensors.Select(tensor => Cast(tensor, type))], new AxisAttributes(tensors[0].Shape.Axis(axis))).Output;
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    public static KerasTensor Stack(IReadOnlyList<KerasTensor> tensors, int axis = 0) =>
        Concatenate([.. tensors.Select(tensor => ExpandDims(tensor, axis))], axis);

    /// <summary>Elements in opposite order along the given axes.</summary>
    public static KerasTensor Flip(KerasTensor x, params int[] axes) => Node.Create(Op.Reverse, [x], new AxesAttributes(Axes(x, axes.Length == 0 ? null : axes))).Output;

    /// <summary>x repeated <paramref name="count"/> times along a new axis.</summary>
    public static KerasTensor RepeatNew(KerasTensor x, int count, int axis)
    {
        KerasTensor expanded = ExpandDims(x, axis);
        return Shaped(nameof(RepeatNew), t => BroadcastTo(t[0], t[0].Shape.With(axis, count)), expanded);
    }

    /// <summary>Axes counted from 0, ascending, each once; null means all.</summary>
    private static int[] Axes(KerasTensor x, int[]? axes) =>
        axes is null ? [.. Enumerable.Range(0, x.Rank)] : [.. axes.Select(x.Shape.Axis).Distinct().Order()];
}
