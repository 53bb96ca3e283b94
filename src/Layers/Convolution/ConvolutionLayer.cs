namespace KerasNet.Layers;

/// <summary>A convolution: filters slide over the input, and each gives one channel of the output.</summary>
/// <remarks>
/// As everywhere in deep learning kernels are not flipped: y[p, f] = Σ x[p·stride + q·dilation, c] · kernel[q, c, f] over the cells q of the window and the
/// channels c. With padding the sum runs over zeros outside.
/// </remarks>
public abstract class ConvolutionLayer : KernelLayer
{
    private Variable _kernel = null!;
    private LowRankUpdate? _update;

    private protected ConvolutionLayer(
        int axes,
        int filters,
        Shape kernelSize,
        Shape? strides,
        string padding,
        string? dataFormat,
        Shape? dilationRate,
        int groups,
        ActivationFunction? activation,
        bool useBias,
        Initializer? kernelInitializer,
        Initializer? biasInitializer,
        Regularizer? kernelRegularizer,
        Regularizer? biasRegularizer,
        Constraint? kernelConstraint,
        Constraint? biasConstraint,
        int? loraRank,
        double? loraAlpha,
        string? name)
        : base(axes, kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, biasConstraint, name)
    {
        RefuseStridesWithDilation();
        Filters = Check.Positive(filters, nameof(filters), this);
        Groups = Check.Positive(groups, nameof(groups), this);
        if (filters % groups != 0)
            throw new ArgumentException(
                $"{this}: filters must be a multiple of groups, so that each group gets as many. Received: {filters} filters, {groups} groups.", nameof(groups));
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
        LoraRank = loraRank is { } rank ? Check.Positive(rank, nameof(loraRank), this) : null;
        LoraAlpha = loraAlpha;
        if (loraRank is not null && kernelConstraint is not null)
            throw new ArgumentException(
                $"{this}: loraRank freezes the kernel, so a kernelConstraint would have no effect. Leave one of them out.", nameof(kernelConstraint));
    }

    /// <summary>The number of channels of the output.</summary>
    public int Filters { get; }

    /// <summary>Into how many parts channels and filters are divided; filters of a part see its channels alone.</summary>
    /// <value>Default: 1.</value>
    public int Groups { get; }

    /// <summary>First values of the kernel.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer KernelInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>Applied to the kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>The inner size of the learned product that is added to the frozen kernel.</summary>
    /// <value>Default: none, the kernel itself is learned.</value>
    public int? LoraRank { get; }

    /// <summary>The learned product is multiplied by this over <see cref="LoraRank"/>.</summary>
    /// <value>Default: none, the rank.</value>
    public double? LoraAlpha { get; }

    private protected override int BuildKernels(int channels)
    {
        if (channels % Groups != 0)
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) divides the channels of its input into {Groups} groups, but there are {channels}. " +
                $"Use groups that divide {channels}.");
        _kernel = AddWeight("kernel", KernelSize.Append(channels / Groups, Filters), KernelInitializer, KernelRegularizer, KernelConstraint);
        return Filters;
    }

    private protected override void BuildUpdates()
    {
        if (LoraRank is { } rank)
            _update = AddLowRankUpdate(_kernel, rank, LoraAlpha, KernelRegularizer);
    }

    private protected override KerasTensor Convolve(KerasTensor x) => Convolve(x, _update?.Apply(_kernel) ?? _kernel, Groups);
}
