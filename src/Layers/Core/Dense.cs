namespace KerasNet.Layers;

/// <summary>A fully connected layer: <c>activation(x · kernel + bias)</c> on the last axis.</summary>
/// <remarks>
/// <para>Input (…, n) of rank 2 or more, output (…, units). Weights: kernel (n, units), bias (units): n·units + units parameters.</para>
/// <para>Keras: <c>keras.layers.Dense</c>.</para>
/// </remarks>
public sealed class Dense : Layer
{
    private Variable _kernel = null!;
    private Variable? _bias;
    private LowRankUpdate? _update;

    /// <summary>Makes the layer.</summary>
    /// <param name="units">The size of the output's last axis, 1 or more.</param>
    /// <param name="activation">Applied to the result; none if not given.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">First values of the kernel; <c>glorot_uniform</c> if not given.</param>
    /// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="kernelConstraint">Applied to the kernel after each step.</param>
    /// <param name="biasConstraint">Applied to the bias after each step.</param>
    /// <param name="loraRank">Freezes the kernel and learns a product of two matrices with this inner size that is added to it; off if not given.</param>
    /// <param name="loraAlpha">That product is multiplied by loraAlpha / loraRank; loraRank if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> or <paramref name="loraRank"/> is below 1.</exception>
    public Dense(
        int units,
        ActivationFunction? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        int? loraRank = null,
        double? loraAlpha = null,
        string? name = null)
        : base(name)
    {
        Units = Check.Positive(units, nameof(units), this);
        Activation = activation ?? "linear";
        AddActivation(Activation);
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
        LoraRank = loraRank is { } rank ? Check.Positive(rank, nameof(loraRank), this) : null;
        LoraAlpha = loraAlpha;
    }

    /// <summary>The size of the output's last axis.</summary>
    public int Units { get; }

    /// <summary>Applied to the result.</summary>
    /// <value>Default: linear.</value>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    /// <value>Default: true.</value>
    public bool UseBias { get; }

    /// <summary>First values of the kernel.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer KernelInitializer { get; }

    /// <summary>First values of the bias.</summary>
    /// <value>Default: zeros.</value>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Applied to the kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Applied to the bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>The inner size of the learned product that is added to the frozen kernel.</summary>
    /// <value>Default: none, the kernel itself is learned.</value>
    public int? LoraRank { get; }

    /// <summary>The learned product is multiplied by this over <see cref="LoraRank"/>.</summary>
    /// <value>Default: none, the rank.</value>
    public double? LoraAlpha { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        if (inputShape.Rank < 2)
            throw new ShapeException(
                $"Layer '{Name}' (Dense) expects an input of rank 2 or more, (batch, …, features). Received: {inputShape}. Reshape the data, for example " +
                "to [n, 1].");
        _kernel = AddWeight("kernel", [inputShape[^1], Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        if (UseBias)
            _bias = AddWeight("bias", [Units], BiasInitializer, BiasRegularizer, BiasConstraint);
        if (LoraRank is { } rank)
            _update = AddLowRankUpdate(_kernel, rank, LoraAlpha, KernelRegularizer);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (input.Rank < 2 || input.Shape[^1] != _kernel.Shape[0])
            throw new ShapeException($"Layer '{Name}' (Dense) was built for inputs whose last dimension is {_kernel.Shape[0]}. Received: {input.Shape}.");
        KerasTensor y = Ops.MatMul(input, _update?.Apply(_kernel) ?? _kernel);
        return Activation.Call(_bias is null ? y : y + _bias);
    }
}
