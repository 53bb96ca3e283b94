namespace KerasNet;

/// <summary>Geometry of windows that slide over space: convolutions and pooling, channels last.</summary>
internal static class Windows
{
    /// <summary>The number of windows along an axis: ⌊(n + pads − ((k − 1)·d + 1)) / s⌋ + 1, or 0 where none fits.</summary>
    internal static int Count(int size, int window, int stride, int dilation, int padLow, int padHigh)
    {
        int room = size + padLow + padHigh - ((window - 1) * dilation + 1);
        return room < 0 ? 0 : room / stride + 1;
    }

    /// <summary>The zeros Keras' "same" padding puts before and after: the odd one goes to the end.</summary>
    internal static (int Low, int High) SamePadding(int size, int window, int stride, int dilation)
    {
        int effective = (window - 1) * dilation + 1;
        int total = Math.Max(0, size % stride == 0 ? effective - stride : effective - size % stride);
        return (total / 2, total - total / 2);
    }

    /// <summary>The shape rule of <see cref="Op.Convolution"/>.</summary>
    internal static TensorType[] Convolution(KerasTensor[] x, OpAttributes a)
    {
        ConvolutionAttributes c = (ConvolutionAttributes)a;
        Shape input = x[0].Shape, filters = x[1].Shape;
        int space = input.Rank - 2;
        _ = ShapeRules.Require(space >= 1 && filters.Rank == input.Rank && x[0].DType == x[1].DType && c.Strides.Length == space,
            "an input (batch, space…, channels) and filters (kernel…, channels / groups, filters) of one dtype", x);
        _ = ShapeRules.Require(input[^1] == filters[^2] * c.Groups && filters[^1] % c.Groups == 0,
            $"input channels = {c.Groups} groups × {filters[^2]} and filters divisible by the groups", x);
        int[] dimensions = input.With(input.Rank - 1, filters[^1]).ToArray();
        for (int i = 0; i < space; i++)
            dimensions[i + 1] = Count(input[i + 1], filters[i], c.Strides[i], c.Dilation[i], c.PadLow[i], c.PadHigh[i]);
        return ShapeRules.One(dimensions, x[0].DType);
    }

    /// <summary>The shape rule of <see cref="Op.MaxPool"/> and <see cref="Op.SumPool"/>.</summary>
    internal static TensorType[] Pool(KerasTensor[] x, OpAttributes a)
    {
        WindowAttributes w = (WindowAttributes)a;
        _ = ShapeRules.Require(x[0].Rank == w.Window.Length + 2, $"an input (batch, {w.Window.Length} space axes, channels)", x);
        int[] dimensions = x[0].Shape.ToArray();
        for (int i = 0; i < w.Window.Length; i++)
            dimensions[i + 1] = Count(dimensions[i + 1], w.Window[i], w.Strides[i], 1, w.PadLow[i], w.PadHigh[i]);
        return ShapeRules.One(dimensions, x[0].DType);
    }
}
