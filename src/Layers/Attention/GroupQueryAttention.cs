namespace KerasNet.Layers;

/// <summary>Attention by several heads of which groups share keys and values. Ainslie et al., 2023.</summary>
/// <remarks>
/// <para>With one key and value head all query heads share it; with as many as query heads it is <see cref="MultiHeadAttention"/>.</para>
/// <para>Inputs (query, value) or (query, value, key), each (batch, steps, features). Output (batch, query steps, query features); with the call's argument
/// <c>returnAttentionScores</c> also the weights (batch, query heads, query steps, steps).</para>
/// <para>Weights, a kernel and a bias each: query (features, query heads, headDim), key (features, key and value heads, headDim), the gate like query if useGate,
/// value like key, attention_output (query heads, headDim, query features). Masks are explained at <see cref="HeadedAttention"/>; those for query, value and key
/// are taken as arguments too. Keras: <c>keras.layers.GroupQueryAttention</c>.</para>
/// </remarks>
public sealed class GroupQueryAttention : HeadedAttention
{
    private const int Rank = 3;

    /// <summary>Makes the layer.</summary>
    /// <param name="headDim">The size of a head's queries, keys and values.</param>
    /// <param name="numQueryHeads">The number of heads that look; a multiple of numKeyValueHeads.</param>
    /// <param name="numKeyValueHeads">The number of heads that are looked at.</param>
    /// <param name="dropout">The part of the attention weights that is dropped in training.</param>
    /// <param name="useBias">Whether the projections have a bias.</param>
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
    /// <param name="name">A name; <c>grouped_query_attention</c> if not given.</param>
    /// <exception cref="ArgumentException">
    /// A number is below 1, the heads cannot be divided among those of keys and values, <paramref name="dropout"/> is not in [0, 1], or flashAttention is asked for
    /// with dropout.
    /// </exception>
    public GroupQueryAttention(
        int headDim,
        int numQueryHeads,
        int numKeyValueHeads,
        double dropout = 0,
        bool useBias = true,
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
            name ?? Naming.Unique("grouped_query_attention"))
    {
        HeadDim = Check.Positive(headDim, nameof(headDim), this);
        NumQueryHeads = Check.Positive(numQueryHeads, nameof(numQueryHeads), this);
        NumKeyValueHeads = Check.Positive(numKeyValueHeads, nameof(numKeyValueHeads), this);
        if (numQueryHeads % numKeyValueHeads != 0)
            throw new ArgumentException(
                $"{this}: numQueryHeads must be a multiple of numKeyValueHeads. Received: {numQueryHeads} and {numKeyValueHeads}.", nameof(numQueryHeads));
    }

    /// <summary>The size of a head's queries, keys and values.</summary>
    public int HeadDim { get; }

    /// <summary>The number of heads that look.</summary>
    public int NumQueryHeads { get; }

    /// <summary>The number of heads that are looked at.</summary>
    public int NumKeyValueHeads { get; }

    // Keras' layer has no public names for its projections.
    private protected override string ProjectionPrefix => "_";

    private protected override (int Query, int KeyValue, int KeySize, int ValueSize) Heads => (NumQueryHeads, NumKeyValueHeads, HeadDim, HeadDim);

    private protected override int[] AxesOf(int rank) =>
        rank == Rank
            ? base.AxesOf(rank)
            : throw new ShapeException($"Layer '{Name}' (GroupQueryAttention) takes inputs (batch, steps, features). Received inputs of rank {rank}.");
}
