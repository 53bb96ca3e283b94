namespace KerasNet.Layers;

/// <summary>What Keras' own cells have in common: a kernel for the input, one for the state, a bias, and dropout on both.</summary>
/// <remarks>What is dropped is drawn once per call and holds for all its steps. Dropout acts in training.</remarks>
public abstract class WeightedCell : RNNCell
{
    private readonly SeedGenerator? _random;

    private protected WeightedCell(CellArguments arguments, string? name)
        : base(name)
    {
        Activation = arguments.Activation ?? "linear";
        UseBias = arguments.UseBias;
        KernelInitializer = arguments.KernelInitializer ?? new GlorotUniform();
        RecurrentInitializer = arguments.RecurrentInitializer ?? new Orthogonal();
        BiasInitializer = arguments.BiasInitializer ?? new Zeros();
        KernelRegularizer = arguments.KernelRegularizer;
        RecurrentRegularizer = arguments.RecurrentRegularizer;
        BiasRegularizer = arguments.BiasRegularizer;
        KernelConstraint = arguments.KernelConstraint;
        RecurrentConstraint = arguments.RecurrentConstraint;
        BiasConstraint = arguments.BiasConstraint;
        Dropout = Check.Fraction(arguments.Dropout, "dropout", this);
        RecurrentDropout = Check.Fraction(arguments.RecurrentDropout, "recurrentDropout", this);
        Seed = arguments.Seed;
        if (Dropout > 0 || RecurrentDropout > 0)
            _random = AddSeedGenerator(Seed);
        AddActivation(Activation);
    }

    /// <summary>Applied to what becomes of input and state.</summary>
    /// <value>Default: tanh.</value>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    /// <value>Default: true.</value>
    public bool UseBias { get; }

    /// <summary>First values of the kernel for the input.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer KernelInitializer { get; }

    /// <summary>First values of the kernel for the state.</summary>
    /// <value>Default: orthogonal.</value>
    public Initializer RecurrentInitializer { get; }

    /// <summary>First values of the bias.</summary>
    /// <value>Default: zeros.</value>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernel for the input.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the kernel for the state.</summary>
    public Regularizer? RecurrentRegularizer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Applied to the kernel for the input after each step of the optimizer.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Applied to the kernel for the state after each step of the optimizer.</summary>
    public Constraint? RecurrentConstraint { get; }

    /// <summary>Applied to the bias after each step of the optimizer.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>The part of the input that is dropped in training.</summary>
    /// <value>Default: 0.</value>
    public double Dropout { get; }

    /// <summary>The part of the state that is dropped in training before it meets its kernel.</summary>
    /// <value>Default: 0.</value>
    public double RecurrentDropout { get; }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <summary>How many parts of equal width the kernels hold side by side.</summary>
    private protected abstract int Gates { get; }

    /// <summary>Whether each gate draws its own mask for the input: so it is as soon as there is recurrent dropout.</summary>
    private protected virtual bool GatesDrawTheirOwn => RecurrentDropout != 0;

    /// <summary>The kernel for the input.</summary>
    private protected Variable Kernel { get; private set; } = null!;

    /// <summary>The kernel for the state.</summary>
    private protected Variable RecurrentKernel { get; private set; } = null!;

    /// <summary>The bias.</summary>
    private protected Variable? Bias { get; private set; }

    /// <inheritdoc/>
    public sealed override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context)
    {
        (KerasTensor sequence, CellStep step) = Begin(Ops.ExpandDims(input, 1), context);
        return step(Ops.Squeeze(sequence, 1), states);
    }

    /// <inheritdoc/>
    protected internal sealed override (KerasTensor Sequence, CellStep Step) Begin(KerasTensor sequence, CallContext context)
    {
        KerasTensor[]? factors = Factors(RecurrentDropout, StateSizes[0].Prepend(sequence.Shape[0]), Gates, context);
        return (Project(sequence, context), (input, states) => Step(input, states, factors));
    }

    /// <summary>One step on what <see cref="Project"/> made of its input.</summary>
    /// <param name="projected">The input's share of the gates.</param>
    /// <param name="states">The states so far.</param>
    /// <param name="factors">What the state is multiplied by, gate by gate, before it meets its kernel; none without dropout.</param>
    private protected abstract (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor projected, IReadOnlyList<KerasTensor> states, KerasTensor[]? factors);

    /// <summary>The input's share of the gates for all steps at once.</summary>
    private protected KerasTensor Project(KerasTensor sequence, CallContext context)
    {
        Shape drawn = Shape.Of([sequence.Shape[0], 1, .. sequence.Shape[2..]]);
        KerasTensor[]? factors = Factors(Dropout, drawn, GatesDrawTheirOwn ? Gates : 1, context);
        KerasTensor projected = Gated(sequence, Kernel, factors, InputProduct);
        return InputBias is { } bias ? projected + bias : projected;
    }

    /// <summary>What is added to the input's share of the gates.</summary>
    private protected virtual KerasTensor? InputBias => Bias is null ? null : (KerasTensor)Bias;

    /// <summary>The input of all steps (batch, time, …) times a kernel.</summary>
    private protected abstract KerasTensor InputProduct(KerasTensor sequence, KerasTensor kernel);

    /// <summary>A state times its kernel, or times the parts of its kernel where each gate has a factor of its own.</summary>
    private protected KerasTensor Recur(KerasTensor state, KerasTensor[]? factors) => Gated(state, RecurrentKernel, factors, StateProduct);

    /// <summary>A state times a kernel.</summary>
    private protected abstract KerasTensor StateProduct(KerasTensor state, KerasTensor kernel);

    /// <summary>Makes the weights.</summary>
    /// <param name="kernel">The shape of the kernel for the input.</param>
    /// <param name="recurrentKernel">The shape of the kernel for the state.</param>
    /// <param name="bias">The shape of the bias.</param>
    /// <param name="biasInitializer">First values of the bias.</param>
    private protected void BuildWeights(Shape kernel, Shape recurrentKernel, Shape bias, Initializer biasInitializer)
    {
        Kernel = AddWeight("kernel", kernel, KernelInitializer, KernelRegularizer, KernelConstraint);
        RecurrentKernel = AddWeight("recurrent_kernel", recurrentKernel, RecurrentInitializer, RecurrentRegularizer, RecurrentConstraint);
        if (UseBias)
            Bias = AddWeight("bias", bias, biasInitializer, BiasRegularizer, BiasConstraint);
    }

    /// <summary>Whether recurrent dropout takes part in a call.</summary>
    private protected bool DropsStates(CallContext context) => context.Training && Acts(RecurrentDropout);

    /// <summary>Whether a rate of 1 drops everything; if not it drops nothing.</summary>
    private protected virtual bool RateOfOneActs => false;

    private bool Acts(double rate) => rate > 0 && (rate < 1 || RateOfOneActs);

    /// <summary>x times the kernel; with one factor x is multiplied by it, with one per gate each part of the kernel meets its own.</summary>
    private KerasTensor Gated(KerasTensor x, KerasTensor kernel, KerasTensor[]? factors, Func<KerasTensor, KerasTensor, KerasTensor> product) =>
        factors is null ? product(x, kernel)
        : factors.Length == 1 ? product(x * factors[0], kernel)
        : Ops.Concatenate([.. Ops.Split(kernel, Gates, -1).Zip(factors, (part, factor) => product(x * factor, part))]);

    /// <summary>0 where something is dropped and 1 / (1 − rate) elsewhere, drawn anew for each gate.</summary>
    private KerasTensor[]? Factors(double rate, Shape shape, int gates, CallContext context)
    {
        if (!context.Training || !Acts(rate))
            return null;
        if (rate == 1)
            return [Ops.Zeros(shape, DType)];
        KerasTensor kept = Ops.Scalar(1 / (1 - rate), DType), dropped = Ops.Scalar(0, DType);
        return [.. Enumerable.Range(0, gates).Select(_ => Ops.Where(Ops.GreaterEqual(Ops.RandomUniform(_random!.Next(), shape), rate), kept, dropped))];
    }
}

/// <summary>The arguments that Keras' own cells share.</summary>
internal sealed record CellArguments(
    ActivationFunction? Activation,
    bool UseBias,
    Initializer? KernelInitializer,
    Initializer? RecurrentInitializer,
    Initializer? BiasInitializer,
    Regularizer? KernelRegularizer,
    Regularizer? RecurrentRegularizer,
    Regularizer? BiasRegularizer,
    Constraint? KernelConstraint,
    Constraint? RecurrentConstraint,
    Constraint? BiasConstraint,
    double Dropout,
    double RecurrentDropout,
    long? Seed);
