namespace KerasNet.Layers;

/// <summary>Attention by several heads with projections of their own. Vaswani et al., 2017, "Attention is all you need".</summary>
/// <remarks>
/// <para>Inputs (query, value) or (query, value, key), each (batch, steps, features); more axes before the features are looked along too, unless attentionAxes says
/// otherwise. Output (batch, query steps, query features), or outputShape instead of the features; with the call's argument <c>returnAttentionScores</c> also the
/// weights (batch, heads, query steps, steps).</para>
/// <para>Weights, a kernel and a bias each: query and key (features, heads, keyDim), the gate if useGate, value (features, heads, valueDim), attention_output
/// (heads, valueDim, output features). A mask for the query counts only where the query carries it, and is passed on; other masks are explained at
/// <see cref="HeadedAttention"/>. Keras: <c>keras.layers.MultiHeadAttention</c>.</para>
/// </remarks>
/// <example><c>KerasTensor y = new MultiHeadAttention(numHeads: 4, keyDim: 32).Apply(x, x, useCausalMask: true);</c></example>
public sealed class MultiHeadAttention : HeadedAttention
{
    /// <summary>Makes the layer.</summary>
    /// <param name="numHeads">The number of heads.</param>
    /// <param name="keyDim">The size of a head's queries and keys.</param>
    /// <param name="valueDim">The size of a head's values; keyDim if not given.</param>
    /// <param name="dropout">The part of the attention weights that is dropped in training.</param>
    /// <param name="useBias">Whether the projections have a bias.</param>
    /// <param name="outputShape">The output's dimensions after the steps; the query's features if not given.</param>
    /// <param name="attentionAxes">The axes along which is looked; all between batch and features if not given.</param>
    /// <param name="slidingWindow">A value is looked at only if it is less than so many steps away; all are if not given.</param>
    /// <param name="flashAttention">Accepted for Keras' sake; the numbers are the same. Rules out dropout and returned scores.</param>
    /// <param name="kernelInitializer">First values of the kernels; <c>glorot_uniform</c> if not given.</param>
    /// <param name="biasInitializer">First values of the biases; <c>zeros</c> if not given.</param>
    /// <param name="kernelRegularizer">A penalty on each kernel.</param>
    /// <param name="biasRegularizer">A penalty on each bias.</param>
    /// <param name="kernelConstraint">Applied to each kernel after each step.</param>
    /// <param name="biasConstraint">Applied to each bias after each step.</param>
    /// <param name="useGate">Whether what the heads found is multiplied by a sigmoid of the query's own projection.</param>
    /// <param name="seed">Where the draws of what is dropped start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is below 1, <paramref name="dropout"/> is not in [0, 1], or flashAttention is asked for with dropout.</exception>
    public MultiHeadAttention(
        int numHeads,
        int keyDim,
        int? valueDim = null,
        double dropout = 0,
        bool useBias = true,
        Shape? outputShape = null,
        Axes? attentionAxes = null,
        int? slidingWindow = null,
        bool? flashAttention = null,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        bool useGate = false,
        long? seed = null,
        string? name = null)
        : base(
            new(
                dropout,
                useBias,
                slidingWindow,
                flashAttention,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                biasRegularizer,
                kernelConstraint,
                biasConstraint,
                useGate,
                seed),
            name)
    {
        NumHeads = Check.Positive(numHeads, nameof(numHeads), this);
        KeyDim = Check.Positive(keyDim, nameof(keyDim), this);
        ValueDim = Check.Positive(valueDim ?? keyDim, nameof(valueDim), this);
        OutputShape = outputShape is null || (outputShape.Rank > 0 && outputShape.All(size => size > 0))
            ? outputShape
            : throw new ArgumentException($"{this}: outputShape must be sizes of 1 or more. Received: {outputShape}.", nameof(outputShape));
        AttentionAxes = attentionAxes is null ? null : Axes.Of(attentionAxes.ToArray());
    }

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; }

    /// <summary>The size of a head's queries and keys.</summary>
    public int KeyDim { get; }

    /// <summary>The size of a head's values.</summary>
    /// <value>Default: <see cref="KeyDim"/>.</value>
    public int ValueDim { get; }

    /// <summary>The output's dimensions after the steps.</summary>
    /// <value>Default: none, the query's features.</value>
    public Shape? OutputShape { get; }

    /// <summary>The axes along which is looked.</summary>
    /// <value>Default: none, all between batch and features.</value>
    public Axes? AttentionAxes { get; }

    private protected override (int Query, int KeyValue, int KeySize, int ValueSize) Heads => (NumHeads, NumHeads, KeyDim, ValueDim);

    private protected override bool TakesQueryMask => false;

    // As in Keras the penalty is one on what the projections give, of which the last gives the output.
    private protected override bool PenalizesOutput => false;

    private protected override Shape OutputFeatures(Shape query) => OutputShape ?? base.OutputFeatures(query);

    private protected override int[] AxesOf(int rank)
    {
        if (AttentionAxes is null)
            return base.AxesOf(rank);
        int[] axes = [.. AttentionAxes.Select(axis => axis < 0 ? axis + rank : axis)];
        return axes.All(axis => axis > 0 && axis < rank - 1) && axes.Distinct().Count() == axes.Length && axes.Length > 0
            ? axes
            : throw new ShapeException(
                $"Layer '{Name}' (MultiHeadAttention): attentionAxes must name axes between batch and features, each once. " +
                $"Received: {AttentionAxes} for inputs of rank {rank}.");
    }
}
