namespace KerasNet.Layers;

/// <summary>
/// An Embedding that can be used backwards: with the call's argument <c>reverse</c> vectors become one logit per id, by the product with the transposed table.
/// </summary>
/// <remarks>
/// <para>Forwards as <see cref="Embedding"/>; backwards input (…, outputDim), output (…, inputDim). Weights: embeddings, and reverse_embeddings (outputDim,
/// inputDim) if the weights are not tied.</para>
/// <para>Keras: <c>keras.layers.ReversibleEmbedding</c>.</para>
/// </remarks>
public sealed class ReversibleEmbedding : Embedding
{
    private Variable? _reverse;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputDim">The number of rows of the table: the largest id plus 1.</param>
    /// <param name="outputDim">The size of the vectors.</param>
    /// <param name="tieWeights">Whether the way back uses the same table.</param>
    /// <param name="embeddingsInitializer">First values of the tables; <c>uniform</c> (±0.05) if not given.</param>
    /// <param name="embeddingsRegularizer">A penalty on the table.</param>
    /// <param name="embeddingsConstraint">Applied to the table after each step.</param>
    /// <param name="maskZero">Whether id 0 stands for padding that later layers skip.</param>
    /// <param name="logitSoftCap">Logits x become cap·tanh(x / cap), so that they stay between ±cap; not limited if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public ReversibleEmbedding(
        int inputDim,
        int outputDim,
        bool tieWeights = true,
        Initializer? embeddingsInitializer = null,
        Regularizer? embeddingsRegularizer = null,
        Constraint? embeddingsConstraint = null,
        bool maskZero = false,
        double? logitSoftCap = null,
        string? name = null)
        : base(inputDim, outputDim, embeddingsInitializer, embeddingsRegularizer, embeddingsConstraint, maskZero, name: name)
    {
        TieWeights = tieWeights;
        LogitSoftCap = logitSoftCap;
    }

    /// <summary>Whether the way back uses the same table.</summary>
    /// <value>Default: true.</value>
    public bool TieWeights { get; }

    /// <summary>The limit that logits approach.</summary>
    /// <value>Default: none.</value>
    public double? LogitSoftCap { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        base.Build(inputShape);
        if (!TieWeights)
            _reverse = AddWeight("reverse_embeddings", [OutputDim, InputDim], EmbeddingsInitializer);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (!context.Argument("reverse", false))
            return base.Call(input, context);
        if (input.Rank < 2 || input.Shape[^1] != OutputDim)
            throw new ShapeException($"Layer '{Name}' (ReversibleEmbedding) turns vectors of size {OutputDim} back into logits. Received: {input.Shape}.");
        KerasTensor logits = _reverse is null ? Ops.MatMul(input, Table, transposeB: true) : Ops.MatMul(input, _reverse);
        return LogitSoftCap is { } cap ? cap * Ops.Tanh(logits / cap) : logits;
    }

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) =>
        context.Argument("reverse", false) ? null : base.ComputeMask(inputs, output, context);
}
