namespace KerasNet.Layers;

/// <summary>A convolution of each channel by itself: channel c gives the channels c · depthMultiplier + m of the output.</summary>
public abstract class DepthwiseConvolutionLayer : KernelLayer
{
    private Variable _kernel = null!;

    private protected DepthwiseConvolutionLayer(
        int axes,
        Shape kernelSize,
        Shape? strides,
        string padding,
        int depthMultiplier,
        string? dataFormat,
        Shape? dilationRate,
        ActivationFunction? activation,
        bool useBias,
        Initializer? depthwiseInitializer,
        Initializer? biasInitializer,
        Regularizer? depthwiseRegularizer,
        Regularizer? biasRegularizer,
        Constraint? depthwiseConstraint,
        Constraint? biasConstraint,
        string? name)
        : base(axes, kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, biasConstraint, name)
    {
        DepthMultiplier = Check.Positive(depthMultiplier, nameof(depthMultiplier), this);
        DepthwiseInitializer = depthwiseInitializer ?? new GlorotUniform();
        DepthwiseRegularizer = depthwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
    }

    /// <summary>How many channels each channel gives.</summary>
    /// <value>Default: 1.</value>
    public int DepthMultiplier { get; }

    /// <summary>First values of the kernel that each channel has.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>A penalty on the kernel that each channel has.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>Applied to the kernel that each channel has after each step.</summary>
    public Constraint? DepthwiseConstraint { get; }

    /// <summary>The name of the kernel that each channel has.</summary>
    private protected virtual string KernelName => "kernel";

    private protected override int BuildKernels(int channels)
    {
        _kernel = AddWeight(KernelName, KernelSize.Append(channels, DepthMultiplier), DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);
        return channels * DepthMultiplier;
    }

    private protected override KerasTensor Convolve(KerasTensor x)
    {
        int channels = x.Shape[^1];
        return Convolve(x, Ops.Reshape(_kernel, KernelSize.Append(1, channels * DepthMultiplier)), channels);
    }
}
