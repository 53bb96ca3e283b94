namespace KerasNet.Layers;

/// <summary>A transposed convolution: what a convolution sends back to its input, used forwards to enlarge.</summary>
/// <remarks>
/// Each cell of the input adds its multiple of the kernel to the output, a stride apart: y[p·stride + q·dilation − pad, f] += x[p, c] · kernel[q, f, c].
/// </remarks>
public abstract class TransposedConvolutionLayer : KernelLayer
{
    private Variable _kernel = null!;

    private protected TransposedConvolutionLayer(
        int axes,
        int filters,
        Shape kernelSize,
        Shape? strides,
        string padding,
        Shape? outputPadding,
        string? dataFormat,
        Shape? dilationRate,
        ActivationFunction? activation,
        bool useBias,
        Initializer? kernelInitializer,
        Initializer? biasInitializer,
        Regularizer? kernelRegularizer,
        Regularizer? biasRegularizer,
        Constraint? kernelConstraint,
        Constraint? biasConstraint,
        string? name)
        : base(axes, kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, biasConstraint, name)
    {
        RefuseStridesWithDilation();
        Filters = Check.Positive(filters, nameof(filters), this);
        OutputPadding = outputPadding is null ? null : Check.Sizes(outputPadding, axes, nameof(outputPadding), this, least: 0);
        for (int i = 0; i < axes; i++)
            if (OutputPadding?[i] >= Strides[i])
                throw new ArgumentException(
                    $"{this}: outputPadding must be smaller than strides along each axis. Received: outputPadding {OutputPadding}, strides {Strides}.",
                    nameof(outputPadding));
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
    }

    /// <summary>The number of channels of the output.</summary>
    public int Filters { get; }

    /// <summary>Chooses among the sizes of output that a convolution would bring to the size of the input, per space axis; smaller than the strides.</summary>
    /// <value>Default: none; n · stride with <c>same</c>, all that the kernel reaches with <c>valid</c>.</value>
    public Shape? OutputPadding { get; }

    /// <summary>First values of the kernel.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer KernelInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>Applied to the kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    private protected override int BuildKernels(int channels)
    {
        _kernel = AddWeight("kernel", KernelSize.Append(Filters, channels), KernelInitializer, KernelRegularizer, KernelConstraint);
        return Filters;
    }

    private protected override KerasTensor Convolve(KerasTensor x)
    {
        int[] output = x.Shape.With(-1, Filters).ToArray();
        for (int i = 0; i < SpaceAxes; i++)
            output[i + 1] = OutputSize(x.Shape[i + 1], i);
        (int[] low, int[] high) = Pads(output, KernelSize, DilationRate);
        for (int i = 0; i < SpaceAxes; i++)
            if (Windows.Count(output[i + 1], KernelSize[i], Strides[i], DilationRate[i], low[i], high[i]) != x.Shape[i + 1])
                throw new ShapeException(
                    $"Layer '{Name}' ({GetType().Name}) would make {output[i + 1]} cells of the {x.Shape[i + 1]} along space axis {i}, which no convolution with " +
                    $"strides {Strides} and padding '{Padding}' takes back. Received: outputPadding {OutputPadding}. Use a larger outputPadding, or none.");
        ConvolutionAttributes geometry = new(Strides.ToArray(), DilationRate.ToArray(), low, high, 1, output, _kernel.Shape);
        return Ops.ConvolutionInputGradient(x, _kernel, geometry);
    }

    private int OutputSize(int size, int axis)
    {
        int reach = (KernelSize[axis] - 1) * DilationRate[axis] + 1;
        int stride = Strides[axis];
        return (Padding, OutputPadding) switch
        {
            (Same, null) => size * stride,
            (Same, { } extra) => (size - 1) * stride + reach % 2 + extra[axis],
            (_, null) => (size - 1) * stride + Math.Max(reach, stride),
            (_, { } extra) => (size - 1) * stride + reach + extra[axis],
        };
    }
}
