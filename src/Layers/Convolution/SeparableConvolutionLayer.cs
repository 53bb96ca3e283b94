namespace KerasNet.Layers;

/// <summary>A convolution in two steps: of each channel by itself, then across the channels of each cell. Strides and dilation belong to the first.</summary>
public abstract class SeparableConvolutionLayer : DepthwiseConvolutionLayer
{
    private Variable _pointwise = null!;

    private protected SeparableConvolutionLayer(
        int axes,
        int filters,
        Shape kernelSize,
        Shape? strides,
        string padding,
        string? dataFormat,
        Shape? dilationRate,
        int depthMultiplier,
        ActivationFunction? activation,
        bool useBias,
        Initializer? depthwiseInitializer,
        Initializer? pointwiseInitializer,
        Initializer? biasInitializer,
        Regularizer? depthwiseRegularizer,
        Regularizer? pointwiseRegularizer,
        Regularizer? biasRegularizer,
        Constraint? depthwiseConstraint,
        Constraint? pointwiseConstraint,
        Constraint? biasConstraint,
        string? name)
        : base(
            axes, kernelSize, strides, padding, depthMultiplier, dataFormat, dilationRate, activation, useBias, depthwiseInitializer, biasInitializer,
            depthwiseRegularizer, biasRegularizer, depthwiseConstraint, biasConstraint, name)
    {
        Filters = Check.Positive(filters, nameof(filters), this);
        PointwiseInitializer = pointwiseInitializer ?? new GlorotUniform();
        PointwiseRegularizer = pointwiseRegularizer;
        PointwiseConstraint = pointwiseConstraint;
    }

    /// <summary>The number of channels of the output.</summary>
    public int Filters { get; }

    /// <summary>First values of the kernel across channels.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer PointwiseInitializer { get; }

    /// <summary>A penalty on the kernel across channels.</summary>
    public Regularizer? PointwiseRegularizer { get; }

    /// <summary>Applied to the kernel across channels after each step.</summary>
    public Constraint? PointwiseConstraint { get; }

    private protected override string KernelName => "depthwise_kernel";

    private protected override int BuildKernels(int channels)
    {
        int middle = base.BuildKernels(channels);
        Shape shape = Shape.Of([.. Enumerable.Repeat(1, SpaceAxes), middle, Filters]);
        _pointwise = AddWeight("pointwise_kernel", shape, PointwiseInitializer, PointwiseRegularizer, PointwiseConstraint);
        return Filters;
    }

    // One cell at a time it is a plain product.
    private protected override KerasTensor Convolve(KerasTensor x) =>
        Ops.MatMul(base.Convolve(x), Ops.Reshape(_pointwise, _pointwise.Shape[SpaceAxes..]));
}
