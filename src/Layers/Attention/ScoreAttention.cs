namespace KerasNet.Layers;

/// <summary>Attention with one score per place of the query and place of the values, without heads and projections.</summary>
/// <remarks>
/// <para>weights = softmax(scores(query, key)), output = weights · value. Inputs query (batch, Tq, features), value (batch, Tv, any), key (batch, Tv, features);
/// output (batch, Tq, any).</para>
/// <para>Masks come with query and value or as the call's argument <c>mask</c>, a list [query mask, value mask] of bools (batch, steps) or null: a masked value is
/// not looked at, a masked place of the query becomes 0. Where all values are masked, all weights are equal. A key's mask is not used.</para>
/// </remarks>
public abstract class ScoreAttention : AttentionLayer
{
    // Subtracted from the score of a masked value, as in Keras: float32 forgets the score.
    private const double Far = 1e9;

    private readonly Dropout? _drop;

    private protected ScoreAttention(bool useScale, double dropout, long? seed, string? name)
        : base(dropout, seed, name)
    {
        UseScale = useScale;
        if (dropout > 0)
            _drop = AddSublayer(new Dropout(dropout, seed: seed, name: "dropout"));
    }

    /// <summary>Whether there is a learned scale.</summary>
    public bool UseScale { get; }

    // Keras drops without a layer.
    internal override IEnumerable<KeyValuePair<string, object>> SavedAttributes => [];

    /// <summary>How well each place of the query fits each key: (batch, Tq, Tv).</summary>
    private protected abstract KerasTensor Scores(KerasTensor query, KerasTensor key);

    /// <inheritdoc/>
    protected sealed override void Build(IReadOnlyList<Shape> inputShapes)
    {
        (Shape query, _, Shape key) = Roles(inputShapes, shape => shape);
        if (query[^1] != key[^1])
            throw Wrong("needs query and key with equally many features", inputShapes);
        Build(query);
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        (KerasTensor query, KerasTensor value, KerasTensor key) = Roles(inputs, input => input.Shape);
        (KerasTensor? queryMask, KerasTensor? valueMask) = Masks(query, value, context);
        KerasTensor scores = Scores(query, key);
        KerasTensor? kept = AttentionMasks.All(
            valueMask is null ? null : Ops.ExpandDims(valueMask, -2),
            context.Argument<bool>(UseCausalMaskArgument) ? AttentionMasks.Causal(scores.Shape[^2], scores.Shape[^1]) : null);
        if (kept is not null)
            scores = Ops.Where(kept, scores, scores - Far);
        KerasTensor weights = Activations.Softmax(scores);
        if (_drop is not null)
            weights = _drop.Apply(weights);
        KerasTensor output = Ops.MatMul(weights, value);
        if (queryMask is not null)
            output = Ops.Where(Ops.ExpandDims(queryMask, -1), output, Ops.Scalar(0, output));
        output.Mask = queryMask;
        return context.Argument<bool>(ScoresArgument) ? [output, weights] : [output];
    }

    /// <summary>The masks of query and value: those given with the call, otherwise those they carry.</summary>
    private (KerasTensor? Query, KerasTensor? Value) Masks(KerasTensor query, KerasTensor value, CallContext context)
    {
        IReadOnlyList<KerasTensor?> masks = context.Arguments.GetValueOrDefault("mask") switch
        {
            null => context.Masks,
            IEnumerable<KerasTensor?> list when list.ToArray() is { Length: 2 or 3 } given => given,
            IEnumerable<KerasTensor?> list => throw Refused($"{list.Count()} of them"),
            KerasTensor single => throw Refused($"one tensor {single}"),
            { } other => throw Refused(other.ToString()!),
        };
        return (Fitting(masks[0], query), Fitting(masks[1], value));

        ShapeException Refused(string received) =>
            new(
                $"Layer '{Name}' ({Naming.ClassName(GetType())}) takes its masks as a list [query mask, value mask], with null where there is none. " +
                $"Received: {received}.");
    }

    private KerasTensor? Fitting(KerasTensor? mask, KerasTensor input) =>
        mask is null || mask.Shape == input.Shape[..^1]
            ? mask is null || mask.DType == DType.Bool ? mask : Ops.Cast(mask, DType.Bool)
            : throw Wrong($"needs a mask {input.Shape[..^1]} for the input {input.Shape}", [mask.Shape]);
}
