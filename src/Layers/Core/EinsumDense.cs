namespace KerasNet.Layers;

/// <summary>A dense layer whose product is written as an einsum equation: <c>activation(einsum(equation, x, kernel) + bias)</c>.</summary>
/// <remarks>
/// <para><c>"ab,bc->ac"</c> is Dense, <c>"abc,cd->abd"</c> Dense on sequences, <c>"...x,xy->...y"</c> Dense on anything, <c>"abc,cde->abde"</c> the projection
/// of several attention heads.</para>
/// <para>Weights: kernel with the sizes of its letters, bias over the bias axes. Keras: <c>keras.layers.EinsumDense</c>.</para>
/// </remarks>
public sealed class EinsumDense : Layer
{
    private Variable _kernel = null!;
    private Variable? _bias;
    private LowRankUpdate? _update;

    /// <summary>Makes the layer.</summary>
    /// <param name="equation">The letters of input, kernel and output; input and output may have an ellipsis.</param>
    /// <param name="outputShape">The output's sizes without the batch and without the ellipsis; unknown where they are the input's.</param>
    /// <param name="activation">Applied to the result; none if not given.</param>
    /// <param name="biasAxes">The output's letters that have a bias, for example <c>d</c>; no bias if not given.</param>
    /// <param name="kernelInitializer">First values of the kernel; <c>glorot_uniform</c> if not given.</param>
    /// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="kernelConstraint">Applied to the kernel after each step.</param>
    /// <param name="biasConstraint">Applied to the bias after each step.</param>
    /// <param name="loraRank">Freezes the kernel and learns a product with this inner size that is added to it; off if not given.</param>
    /// <param name="loraAlpha">That product is multiplied by loraAlpha / loraRank; loraRank if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="loraRank"/> is below 1.</exception>
    public EinsumDense(
        string equation,
        Shape outputShape,
        ActivationFunction? activation = null,
        string? biasAxes = null,
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
        Equation = equation;
        OutputShape = outputShape;
        Activation = activation ?? "linear";
        AddActivation(Activation);
        BiasAxes = biasAxes;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
        LoraRank = loraRank is { } rank ? Check.Positive(rank, nameof(loraRank), this) : null;
        LoraAlpha = loraAlpha;
    }

    /// <summary>The letters of input, kernel and output.</summary>
    public string Equation { get; }

    /// <summary>The output's sizes without the batch and without the ellipsis.</summary>
    public Shape OutputShape { get; }

    /// <summary>Applied to the result.</summary>
    /// <value>Default: linear.</value>
    public ActivationFunction Activation { get; }

    /// <summary>The output's letters that have a bias.</summary>
    /// <value>Default: none.</value>
    public string? BiasAxes { get; }

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
        EinsumEquation equation = new(this, Equation, inputShape, OutputShape);

        // Its letters tell which axes of the kernel are inputs; the rule by rank would take heads for a window.
        Initializer initializer = KernelInitializer is ScaledInitializer scaled ? scaled.Along(equation.InputAxes, equation.OutputAxes) : KernelInitializer;
        _kernel = AddWeight("kernel", equation.WeightShape, initializer, KernelRegularizer, KernelConstraint);
        if (BiasAxes is not null)
            _bias = AddWeight("bias", equation.BiasShape(this, BiasAxes), BiasInitializer, BiasRegularizer, BiasConstraint);
        if (LoraRank is { } rank)
            _update = AddLowRankUpdate(_kernel, rank, LoraAlpha, KernelRegularizer);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        EinsumEquation equation = new(this, Equation, input.Shape, OutputShape);
        KerasTensor y = Ops.Einsum(equation.Text, input, _update?.Apply(_kernel) ?? _kernel);
        return Activation.Call(_bias is null ? y : y + _bias);
    }
}
