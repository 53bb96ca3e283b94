namespace KerasNet.Layers;

/// <summary>Attention by several heads, each with projections of its own of query, key and value. Vaswani et al., 2017.</summary>
/// <remarks>
/// <para>Each head takes softmax(q · kᵀ / √size) · v of its projections q, k, v; what the heads found is projected to the output.</para>
/// <para>All masks are combined with AND: those of query, value and key, the call's arguments <c>attentionMask</c> (batch, query steps, steps; batch and heads
/// may be missing) and <c>useCausalMask</c>, and slidingWindow. A place that may look at nothing gets equal weights, or with
/// <c>returnAttentionScores</c> or dropout weights of 0; nothing is learned through it.</para>
/// </remarks>
public abstract class HeadedAttention : AttentionLayer
{
    // What stands for the score of a masked value: a number, so that a row without any kept value stays free of NaN.
    private const double FarBelow = -0.7 * float.MaxValue;
    private const string AttentionMaskArgument = "attentionMask";

    private EinsumDense _query = null!;
    private EinsumDense _key = null!;
    private EinsumDense _value = null!;
    private EinsumDense _output = null!;
    private EinsumDense? _gate;
    private Softmax _softmax = null!;
    private Dropout _drop = null!;

    private protected HeadedAttention(AttentionArguments arguments, string? name)
        : base(arguments.Dropout, arguments.Seed, name)
    {
        UseBias = arguments.UseBias;
        SlidingWindow = arguments.SlidingWindow is { } window ? Check.Positive(window, "slidingWindow", this) : null;
        FlashAttention = arguments.FlashAttention;
        if (FlashAttention == true && Dropout > 0)
            throw new ArgumentException($"{this}: flashAttention leaves out dropout. Set dropout to 0, or leave flashAttention out. Received: dropout {Dropout}.");
        KernelInitializer = arguments.KernelInitializer ?? new GlorotUniform();
        BiasInitializer = arguments.BiasInitializer ?? new Zeros();
        KernelRegularizer = arguments.KernelRegularizer;
        BiasRegularizer = arguments.BiasRegularizer;
        KernelConstraint = arguments.KernelConstraint;
        BiasConstraint = arguments.BiasConstraint;
        UseGate = arguments.UseGate;
    }

    /// <summary>Whether the projections have a bias.</summary>
    /// <value>Default: true.</value>
    public bool UseBias { get; }

    /// <summary>How near a value must be to be looked at: less than so many steps away.</summary>
    /// <value>Default: none, all are.</value>
    public int? SlidingWindow { get; }

    /// <summary>Accepted for Keras' sake; the numbers are the same.</summary>
    /// <value>Default: none.</value>
    public bool? FlashAttention { get; }

    /// <summary>First values of the kernels.</summary>
    /// <value>Default: Glorot uniform.</value>
    public Initializer KernelInitializer { get; }

    /// <summary>First values of the biases.</summary>
    /// <value>Default: zeros.</value>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on each kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on each bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Applied to each kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Applied to each bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>Whether what the heads found is multiplied by a sigmoid of the query's own projection.</summary>
    /// <value>Default: false.</value>
    public bool UseGate { get; }

    internal override IReadOnlyList<string> NamedInputs { get; } = ["query", "value", "key"];

    /// <summary>The beginning of the attributes under which a file keeps the projections.</summary>
    private protected virtual string ProjectionPrefix => "";

    internal override IEnumerable<KeyValuePair<string, object>> SavedAttributes => Built
        ?
        [
            new($"{ProjectionPrefix}query_dense", _query),
            new($"{ProjectionPrefix}key_dense", _key),
            .. _gate is null ? Array.Empty<KeyValuePair<string, object>>() : [new("_gate_dense", _gate)],
            new($"{ProjectionPrefix}value_dense", _value),
            new($"{ProjectionPrefix}output_dense", _output),
            new("_softmax", _softmax),
            new("_dropout_layer", _drop),
        ]
        : [];

    /// <summary>The number of heads, those of keys and values, and the sizes of a head's keys and values.</summary>
    private protected abstract (int Query, int KeyValue, int KeySize, int ValueSize) Heads { get; }

    /// <summary>The output's dimensions after the steps.</summary>
    private protected virtual Shape OutputFeatures(Shape query) => query[^1..];

    /// <summary>The axes of the inputs along which is looked, for inputs of this rank.</summary>
    private protected virtual int[] AxesOf(int rank) => [.. Enumerable.Range(1, rank - 2)];

    /// <summary>Whether a mask for the query among the call's arguments counts, and not only the one it carries.</summary>
    private protected virtual bool TakesQueryMask => true;

    /// <summary>What the query takes from the values.</summary>
    /// <param name="query">Who looks: (batch, query steps, features).</param>
    /// <param name="value">What is taken: (batch, steps, features).</param>
    /// <param name="key">What the query is compared with, as long as the values; the values if not given.</param>
    /// <param name="attentionMask">
    /// True where a place of the query may look at a value: (batch, query steps, steps), also without the batch or with heads after it.
    /// </param>
    /// <param name="useCausalMask">Whether place i of the query sees places 0 … i alone.</param>
    /// <exception cref="ShapeException">The inputs do not fit each other or the layer.</exception>
    public KerasTensor Apply(KerasTensor query, KerasTensor value, KerasTensor? key, KerasTensor? attentionMask, bool useCausalMask = false) =>
        Attend(query, value, key, (AttentionMaskArgument, attentionMask), (UseCausalMaskArgument, useCausalMask ? true : null))[0];

    /// <inheritdoc/>
    protected sealed override void Build(IReadOnlyList<Shape> inputShapes)
    {
        (Shape query, Shape value, Shape key) = Roles(inputShapes, shape => shape);
        _ = AxesOf(query.Rank);
        (int heads, int shared, int keySize, int valueSize) = Heads;
        _query = Projection("query", query, 1, [heads, keySize]);
        _key = Projection("key", key, 1, [shared, keySize]);
        _gate = UseGate ? Projection("gate", query, 1, [heads, valueSize], "sigmoid") : null;
        _value = Projection("value", value, 1, [shared, valueSize]);
        _softmax = AddSublayer(new Softmax());
        _drop = AddSublayer(new Dropout(Dropout, seed: Seed));
        _output = Projection("attention_output", Shape.Of([.. query[..^1], heads, valueSize]), 2, OutputFeatures(query));
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        (KerasTensor query, KerasTensor value, KerasTensor key) = Roles(inputs, input => input.Shape);
        bool wantsScores = context.Argument<bool>(ScoresArgument);
        if (FlashAttention == true && wantsScores)
            throw new ArgumentException($"{this}: flashAttention has no scores to return. Leave flashAttention or returnAttentionScores out.");
        AttentionLayout layout = new(this, query.Shape, value.Shape, AxesOf(query.Rank));
        KerasTensor? mask = Mask(layout, inputs, context);

        // Keys and values that several heads share are repeated.
        int repeats = Heads.Query / Heads.KeyValue;
        double scale = 1 / Math.Sqrt(Heads.KeySize);
        KerasTensor? gate = _gate?.Apply(query);
        KerasTensor q = layout.Arrange(_query.Apply(query) * scale);
        KerasTensor k = layout.Arrange(Repeated(_key.Apply(key), repeats));
        KerasTensor v = layout.Arrange(Repeated(_value.Apply(value), repeats));
        KerasTensor scores = layout.Spread(Ops.MatMul(q, k, transposeB: true));
        (KerasTensor weights, KerasTensor used) = Look(scores, mask, layout, wantsScores);
        KerasTensor found = layout.Restore(Ops.MatMul(layout.Flatten(used), v));
        KerasTensor output = _output.Apply(gate is null ? found : found * gate);
        output.Mask = context.Mask;
        return wantsScores ? [output, weights] : [output];
    }

    /// <summary>The attention weights, and those with which is computed, of which some may be dropped.</summary>
    private (KerasTensor Weights, KerasTensor Used) Look(KerasTensor scores, KerasTensor? mask, AttentionLayout layout, bool wantsScores)
    {
        // Keras takes two ways, which differ where nothing may be looked at.
        if (!wantsScores && Dropout == 0 && layout.IsPlain)
        {
            KerasTensor kept = mask is null ? scores : Ops.Where(mask, scores, Ops.Scalar(FarBelow, scores));
            KerasTensor plain = Activations.Softmax(kept);
            return (plain, plain);
        }

        Dictionary<string, object?>? arguments = mask is null ? null : new() { ["mask"] = layout.Flatten(mask) };
        KerasTensor weights = layout.Spread(_softmax.Apply([layout.Flatten(scores)], arguments)[0]);
        weights.Mask = null;
        KerasTensor used = _drop.Apply(weights);
        return (weights, used);
    }

    /// <summary>Which places may look at which values, in the rank of the scores; null where all may look at all.</summary>
    private KerasTensor? Mask(AttentionLayout layout, IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        bool causal = context.Argument<bool>(UseCausalMaskArgument);
        KerasTensor? queryMask = (TakesQueryMask ? context.Argument<KerasTensor>("queryMask") : null) ?? context.Masks[0];
        KerasTensor? valueMask = context.Argument<KerasTensor>("valueMask") ?? context.Masks[1];
        KerasTensor? keyMask = context.Argument<KerasTensor>("keyMask") ?? (inputs.Count > 2 ? context.Masks[2] : null);
        return AttentionMasks.All(
            queryMask is null ? null : layout.OfQuery(Bool(queryMask)),
            valueMask is null ? null : layout.OfValue(Bool(valueMask)),
            keyMask is null ? null : layout.OfValue(Bool(keyMask)),
            causal ? layout.Causal() : null,
            SlidingWindow is { } window ? layout.Window(window) : null,
            context.Argument<KerasTensor>(AttentionMaskArgument) is { } mask ? layout.OfPairs(Bool(mask)) : null);
    }

    private EinsumDense Projection(string name, Shape input, int bound, Shape features, string activation = "linear")
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyz";
        int free = input.Rank - bound;
        string kept = Letters[..free], summed = Letters[free..input.Rank], made = Letters[input.Rank..(input.Rank + features.Rank)];
        EinsumDense layer = AddSublayer(new EinsumDense(
            $"{kept}{summed},{summed}{made}->{kept}{made}",
            Shape.Of([.. Enumerable.Repeat(Shape.Unknown, free - 1), .. features]),
            activation,
            UseBias ? made : null,
            KernelInitializer.Another(),
            BiasInitializer.Another(),
            KernelRegularizer,
            BiasRegularizer,
            KernelConstraint,
            BiasConstraint,
            name: name)
        {
            DType = DType,
            ActivityRegularizer = ActivityRegularizer,
        });
        layer.EnsureBuilt(input);
        return layer;
    }

    private static KerasTensor Bool(KerasTensor mask) => mask.DType == DType.Bool ? mask : Ops.Cast(mask, DType.Bool);

    private static KerasTensor Repeated(KerasTensor x, int times)
    {
        if (times == 1)
            return x;
        int heads = x.Rank - 2;
        return Ops.Reshape(Ops.RepeatNew(x, times, heads + 1), x.Shape.With(heads, times * x.Shape[heads]));
    }
}
