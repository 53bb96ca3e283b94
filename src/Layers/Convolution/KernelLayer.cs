namespace KerasNet.Layers;

/// <summary>A layer whose windows are multiplied by learned kernels: <c>activation(windows · kernel + bias)</c>.</summary>
public abstract class KernelLayer : WindowLayer
{
    private Variable? _bias;
    private int _channels;

    private protected KernelLayer(
        int axes,
        Shape kernelSize,
        Shape? strides,
        string padding,
        string? dataFormat,
        Shape? dilationRate,
        ActivationFunction? activation,
        bool useBias,
        Initializer? biasInitializer,
        Regularizer? biasRegularizer,
        Constraint? biasConstraint,
        string? name)
        : base(axes, strides, padding, dataFormat, name)
    {
        KernelSize = Check.Sizes(kernelSize, axes, nameof(kernelSize), this);
        DilationRate = Check.Sizes(dilationRate ?? 1, axes, nameof(dilationRate), this);
        Activation = activation ?? "linear";
        AddActivation(Activation);
        UseBias = useBias;
        BiasInitializer = biasInitializer ?? new Zeros();
        BiasRegularizer = biasRegularizer;
        BiasConstraint = biasConstraint;
    }

    /// <summary>The size of the windows, per space axis.</summary>
    public Shape KernelSize { get; }

    /// <summary>The distance of neighbouring cells of a window, per space axis.</summary>
    /// <value>Default: 1, windows without gaps.</value>
    public Shape DilationRate { get; }

    /// <summary>Applied to the result.</summary>
    /// <value>Default: linear.</value>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added, one number per channel of the output.</summary>
    /// <value>Default: true.</value>
    public bool UseBias { get; }

    /// <summary>First values of the bias.</summary>
    /// <value>Default: zeros.</value>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Applied to the bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <inheritdoc/>
    protected sealed override void Build(Shape inputShape)
    {
        _channels = ChannelsLast(inputShape)[^1];
        if (_channels == Shape.Unknown)
            throw new ShapeException($"Layer '{Name}' ({GetType().Name}) needs to know the number of channels. Received: {inputShape}. Give the input a fixed size there.");
        int filters = BuildKernels(_channels);
        if (UseBias)
            _bias = AddWeight("bias", [filters], BiasInitializer, BiasRegularizer, BiasConstraint);
        BuildUpdates();
    }

    /// <inheritdoc/>
    protected sealed override KerasTensor Call(KerasTensor input, CallContext context)
    {
        KerasTensor x = ChannelsLast(input);
        if (x.Shape[^1] != _channels)
            throw new ShapeException($"Layer '{Name}' ({GetType().Name}) was built for inputs with {_channels} channels. Received: {input.Shape}.");
        KerasTensor y = Convolve(x);
        return Activation.Call(InDataFormat(_bias is null ? y : y + _bias));
    }

    /// <summary>Makes the kernels; returns the number of channels of the output.</summary>
    private protected abstract int BuildKernels(int channels);

    /// <summary>Makes weights that come after the bias.</summary>
    private protected virtual void BuildUpdates()
    {
    }

    /// <summary>The windows of an input whose channels are last, multiplied by the kernels.</summary>
    private protected abstract KerasTensor Convolve(KerasTensor x);

    /// <summary>Each window of x times the filters.</summary>
    /// <param name="x">The input, channels last.</param>
    /// <param name="filters">The filters (kernel…, channels / groups, filters).</param>
    /// <param name="groups">Into how many parts that do not mix the channels are divided.</param>
    private protected KerasTensor Convolve(KerasTensor x, KerasTensor filters, int groups)
    {
        (int[] low, int[] high) = Pads(x.Shape, KernelSize, DilationRate);
        return Ops.Convolution(x, filters, Strides.ToArray(), DilationRate.ToArray(), low, high, groups);
    }

    /// <summary>Fails where windows have gaps and are also more than one cell apart, for layers that do not do both.</summary>
    private protected void RefuseStridesWithDilation() => WindowRules.RefuseStridesWithDilation(this, Strides, DilationRate);
}
