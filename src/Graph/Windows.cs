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
        _ = ShapeRules.Require(c.Groups >= 1 && input[^1] == filters[^2] * c.Groups && filters[^1] % c.Groups == 0,
            $"input channels = {c.Groups} groups × {filters[^2]} and filters divisible by the groups", x);
        return ShapeRules.One(Result(c with { InputShape = input, FilterShape = filters }), x[0].DType);
    }

    /// <summary>The shape rule of <see cref="Op.ConvolutionInputGradient"/>.</summary>
    internal static TensorType[] ConvolutionInputGradient(KerasTensor[] x, OpAttributes a)
    {
        ConvolutionAttributes c = (ConvolutionAttributes)a;
        return ShapeRules.Require(x[1].Shape == c.FilterShape && x[0].Shape == Result(c) && x[0].DType == x[1].DType, $"dy {Result(c)} and filters {c.FilterShape}", x)
            ?? ShapeRules.One(c.InputShape, x[0].DType);
    }

    /// <summary>The shape rule of <see cref="Op.ConvolutionFilterGradient"/>.</summary>
    internal static TensorType[] ConvolutionFilterGradient(KerasTensor[] x, OpAttributes a)
    {
        ConvolutionAttributes c = (ConvolutionAttributes)a;
        return ShapeRules.Require(x[0].Shape == c.InputShape && x[1].Shape == Result(c) && x[0].DType == x[1].DType, $"an input {c.InputShape} and dy {Result(c)}", x)
            ?? ShapeRules.One(c.FilterShape, x[0].DType);
    }

    /// <summary>The shape rule of <see cref="Op.MaxPoolGradient"/>.</summary>
    internal static TensorType[] MaxPoolGradient(KerasTensor[] x, OpAttributes a)
    {
        Shape result = Result((WindowAttributes)a);
        return ShapeRules.Require(x[1].Shape == result && x[0].DType == x[1].DType, $"an input and dy {result}", x) ?? ShapeRules.One(x[0].Shape, x[0].DType);
    }

    /// <summary>The shape rule of <see cref="Op.SumPoolGradient"/>.</summary>
    internal static TensorType[] SumPoolGradient(KerasTensor[] x, OpAttributes a)
    {
        WindowAttributes w = (WindowAttributes)a;
        return ShapeRules.Require(x[0].Shape == Result(w), $"dy {Result(w)}", x) ?? ShapeRules.One(w.InputShape, x[0].DType);
    }

    /// <summary>The shape rule of <see cref="Op.MaxPool"/> and <see cref="Op.SumPool"/>.</summary>
    internal static TensorType[] Pool(KerasTensor[] x, OpAttributes a)
    {
        WindowAttributes w = (WindowAttributes)a;
        _ = ShapeRules.Require(x[0].Rank == w.Window.Length + 2, $"an input (batch, {w.Window.Length} space axes, channels)", x);
        return ShapeRules.One(Result(w with { InputShape = x[0].Shape }), x[0].DType);
    }

    private static Shape Result(ConvolutionAttributes c)
    {
        int[] dimensions = c.InputShape.With(-1, c.FilterShape[^1]).ToArray();
        for (int i = 0; i < c.Strides.Length; i++)
            dimensions[i + 1] = Count(dimensions[i + 1], c.FilterShape[i], c.Strides[i], c.Dilation[i], c.PadLow[i], c.PadHigh[i]);
        return dimensions;
    }

    private static Shape Result(WindowAttributes w)
    {
        int[] dimensions = w.InputShape.ToArray();
        for (int i = 0; i < w.Window.Length; i++)
            dimensions[i + 1] = Count(dimensions[i + 1], w.Window[i], w.Strides[i], 1, w.PadLow[i], w.PadHigh[i]);
        return dimensions;
    }
}
