namespace KerasNet;

public static partial class Ops
{
    /// <summary>Sum over axes (all, if none are given).</summary>
    public static KerasTensor Sum(KerasTensor x, int[]? axes = null, bool keepDims = false) => Reduce(Op.Sum, x, axes, keepDims);

    /// <summary>Maximum over axes. Where several elements are the maximum they share the gradient evenly.</summary>
    public static KerasTensor Max(KerasTensor x, int[]? axes = null, bool keepDims = false) => Reduce(Op.Max, x, axes, keepDims);

    /// <summary>Minimum over axes. Where several elements are the minimum they share the gradient evenly.</summary>
    public static KerasTensor Min(KerasTensor x, int[]? axes = null, bool keepDims = false) => Reduce(Op.Min, x, axes, keepDims);

    /// <summary>Mean over axes; of integers in float32.</summary>
    public static KerasTensor Mean(KerasTensor x, int[]? axes = null, bool keepDims = false)
    {
        x = ToFloat(x);
        return Shaped(nameof(Mean), t => Sum(t[0], axes, keepDims) / Axes(t[0], axes).Aggregate(1L, (product, axis) => product * t[0].Shape[axis]), x);
    }

    /// <summary>Population variance over axes: the mean of (x − mean)².</summary>
    public static KerasTensor Variance(KerasTensor x, int[]? axes = null, bool keepDims = false)
    {
        x = ToFloat(x);
        int[] over = Axes(x, axes);
        if (over.Length == 0)
            return ZerosLike(x);
        KerasTensor result = Node.Create(Op.Variance, [x, Mean(x, over, keepDims: true)], new AxesAttributes(over)).Output;
        return keepDims ? result : DropAxes(result, over);
    }

    /// <summary>Product over axes.</summary>
    public static KerasTensor Product(KerasTensor x, int[]? axes = null, bool keepDims = false)
    {
        int[] over = Axes(x, axes);
        KerasTensor result = over.Aggregate(x, (y, axis) => Node.Create(Op.Product, [y], new AxisAttributes(axis)).Output);
        return keepDims ? result : DropAxes(result, over);
    }

    /// <summary>True where any element over the axes is true.</summary>
    public static KerasTensor Any(KerasTensor x, int[]? axes = null, bool keepDims = false) => Cast(Max(Cast(Cast(x, DType.Bool), DType.Int32), axes, keepDims), DType.Bool);

    /// <summary>True where all elements over the axes are true.</summary>
    public static KerasTensor All(KerasTensor x, int[]? axes = null, bool keepDims = false) => Cast(Min(Cast(Cast(x, DType.Bool), DType.Int32), axes, keepDims), DType.Bool);

    /// <summary>The int32 index of the first maximum along an axis.</summary>
    public static KerasTensor ArgMax(KerasTensor x, int axis = -1, bool keepDims = false)
    {
        int place = x.Shape.Axis(axis);
        KerasTensor result = Node.Create(Op.ArgMax, [x], new AxisAttributes(place)).Output;
        return keepDims ? result : Squeeze(result, place);
    }

    /// <summary>Running sum along an axis.</summary>
    public static KerasTensor CumulativeSum(KerasTensor x, int axis, bool reverse = false, bool exclusive = false) =>
        Node.Create(Op.CumulativeSum, [x], new CumulativeAttributes(x.Shape.Axis(axis), reverse, exclusive)).Output;

    /// <summary>Running product along an axis.</summary>
    public static KerasTensor CumulativeProduct(KerasTensor x, int axis, bool reverse = false, bool exclusive = false) =>
        Node.Create(Op.CumulativeProduct, [x], new CumulativeAttributes(x.Shape.Axis(axis), reverse, exclusive)).Output;

    /// <summary>Values in stable order along the last axis, and the int32 indices they came from.</summary>
    public static (KerasTensor Values, KerasTensor Indices) Sort(KerasTensor x, bool descending = false)
    {
        Node node = Node.Create(Op.Sort, [x], new SortAttributes(descending));
        return (node.Outputs[0], node.Outputs[1]);
    }

    /// <summary>The k largest values along the last axis, largest first, and their int32 indices; equal values in order of index.</summary>
    public static (KerasTensor Values, KerasTensor Indices) TopK(KerasTensor x, int k)
    {
        (KerasTensor values, KerasTensor indices) = Sort(x, descending: true);
        return (SliceAxis(values, -1, 0, k), SliceAxis(indices, -1, 0, k));
    }

    private static KerasTensor Reduce(Op op, KerasTensor x, int[]? axes, bool keepDims)
    {
        int[] over = Axes(x, axes);
        if (over.Length == 0)
            return x;
        KerasTensor result = Node.Create(op, [x], new AxesAttributes(over)).Output;
        return keepDims ? result : DropAxes(result, over);
    }

    private static KerasTensor DropAxes(KerasTensor x, int[] axes) =>
        Shaped("Squeeze", t => Reshape(t[0], Shape.Of(t[0].Shape.Where((_, axis) => !axes.Contains(axis)))), x);
}
