namespace KerasNet.Layers;

/// <summary>Looks up a vector for each whole number: word 17 becomes row 17 of a table that is learned.</summary>
/// <remarks>
/// <para>Input (…) of ids from 0 to inputDim − 1 (fractions are cut off, negative ids count from the end), output (…, outputDim). Weight: embeddings (inputDim,
/// outputDim).</para>
/// <para>A run with an id out of range throws an <see cref="IndexOutOfRangeException"/> that names the layer and the id.</para>
/// <para>With maskZero the output carries a mask that is true where the id, before it is cut off, is not 0. Keras: <c>keras.layers.Embedding</c>.</para>
/// </remarks>
public class Embedding : Layer
{
    private LowRankUpdate? _update;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputDim">The number of rows of the table: the largest id plus 1.</param>
    /// <param name="outputDim">The size of the vectors.</param>
    /// <param name="embeddingsInitializer">First values of the table; <c>uniform</c> (±0.05) if not given.</param>
    /// <param name="embeddingsRegularizer">A penalty on the table, on all of it at each step.</param>
    /// <param name="embeddingsConstraint">Applied to the table after each step.</param>
    /// <param name="maskZero">Whether id 0 stands for padding that later layers skip.</param>
    /// <param name="loraRank">Freezes the table and learns a product with this inner size that is added to it; off if not given.</param>
    /// <param name="loraAlpha">Kept for saved models: as in Keras, rows that are looked up get the product as it is.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public Embedding(
        int inputDim,
        int outputDim,
        Initializer? embeddingsInitializer = null,
        Regularizer? embeddingsRegularizer = null,
        Constraint? embeddingsConstraint = null,
        bool maskZero = false,
        int? loraRank = null,
        double? loraAlpha = null,
        string? name = null)
        : base(name)
    {
        InputDim = Check.Positive(inputDim, nameof(inputDim), this);
        OutputDim = Check.Positive(outputDim, nameof(outputDim), this);
        EmbeddingsInitializer = embeddingsInitializer ?? new RandomUniform();
        EmbeddingsRegularizer = embeddingsRegularizer;
        EmbeddingsConstraint = embeddingsConstraint;
        MaskZero = maskZero;
        LoraRank = loraRank is { } rank ? Check.Positive(rank, nameof(loraRank), this) : null;
        LoraAlpha = loraAlpha;
    }

    /// <summary>The number of rows of the table.</summary>
    public int InputDim { get; }

    /// <summary>The size of the vectors.</summary>
    public int OutputDim { get; }

    /// <summary>First values of the table.</summary>
    /// <value>Default: even draws from ±0.05.</value>
    public Initializer EmbeddingsInitializer { get; }

    /// <summary>A penalty on the table.</summary>
    public Regularizer? EmbeddingsRegularizer { get; }

    /// <summary>Applied to the table after each step.</summary>
    public Constraint? EmbeddingsConstraint { get; }

    /// <summary>Whether id 0 stands for padding that later layers skip.</summary>
    /// <value>Default: false.</value>
    public bool MaskZero { get; }

    /// <summary>The inner size of the learned product that is added to the frozen table.</summary>
    /// <value>Default: none, the table itself is learned.</value>
    public int? LoraRank { get; }

    /// <summary>Kept for saved models: as in Keras, rows that are looked up get the learned product as it is.</summary>
    /// <value>Default: none.</value>
    public double? LoraAlpha { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => MaskZero;

    /// <summary>The table.</summary>
    private protected Variable Table { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Table = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, EmbeddingsRegularizer, EmbeddingsConstraint);
        if (LoraRank is { } rank)
            _update = AddLowRankUpdate(Table, rank, alpha: null, EmbeddingsRegularizer);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        KerasTensor ids = Ops.Cast(input, DType.Int32);
        ids = Ops.Where(Ops.Less(ids, 0), ids + InputDim, ids);
        KerasTensor rows = Ops.Gather(Table, ids);
        return _update is null ? rows : _update.Apply(rows, factor => Ops.Gather(factor, ids));
    }

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) =>
        MaskZero ? Ops.NotEqual(inputs[0], 0) : null;

    // Ids may be floats that the layer's dtype could not hold.
    private protected override KerasTensor Autocast(KerasTensor input) => input;
}
