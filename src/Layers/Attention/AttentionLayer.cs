namespace KerasNet.Layers;

/// <summary>
/// What the attention layers have in common: each place of a query looks at all places of a sequence of values, weighs them by how well their keys fit, and takes
/// the weighted mean.
/// </summary>
/// <remarks>
/// Inputs are (query, value) or (query, value, key), in this order; without a key the values are their own keys. The output carries the query's mask.
/// </remarks>
public abstract class AttentionLayer : Layer
{
    private protected const string UseCausalMaskArgument = "useCausalMask";
    private protected const string ScoresArgument = "returnAttentionScores";
    private const int LeastInputs = 2;

    private protected AttentionLayer(double dropout, long? seed, string? name)
        : base(name)
    {
        Dropout = Check.Fraction(dropout, nameof(dropout), this);
        Seed = seed;
    }

    /// <summary>The part of the attention weights that is dropped in training.</summary>
    /// <value>Default: 0.</value>
    public double Dropout { get; }

    /// <summary>Where the draws of what is dropped start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    private protected override bool SetsMask => true;

    /// <summary>What the query takes from the values.</summary>
    /// <param name="query">Who looks: (batch, query steps, features).</param>
    /// <param name="value">What is taken: (batch, steps, features).</param>
    /// <param name="key">What the query is compared with, as long as the values; the values if not given.</param>
    /// <param name="useCausalMask">Whether place i of the query sees places 0 … i alone.</param>
    /// <exception cref="ShapeException">The inputs do not fit each other or the layer.</exception>
    public KerasTensor Apply(KerasTensor query, KerasTensor value, KerasTensor? key = null, bool useCausalMask = false) =>
        Attend(query, value, key, (UseCausalMaskArgument, useCausalMask ? true : null))[0];

    /// <summary>
    /// What the query takes from the values, and the weights with which it does: (batch, query steps, steps), with several heads (batch, heads, query steps, steps).
    /// </summary>
    /// <param name="query">Who looks: (batch, query steps, features).</param>
    /// <param name="value">What is taken: (batch, steps, features).</param>
    /// <param name="key">What the query is compared with, as long as the values; the values if not given.</param>
    /// <param name="useCausalMask">Whether place i of the query sees places 0 … i alone.</param>
    /// <exception cref="ShapeException">The inputs do not fit each other or the layer.</exception>
    public (KerasTensor Output, KerasTensor Scores) ApplyWithScores(KerasTensor query, KerasTensor value, KerasTensor? key = null, bool useCausalMask = false)
    {
        IReadOnlyList<KerasTensor> outputs = Attend(query, value, key, (UseCausalMaskArgument, useCausalMask ? true : null), (ScoresArgument, true));
        return (outputs[0], outputs[1]);
    }

    /// <summary>Calls the layer with those of the arguments that are not null.</summary>
    private protected IReadOnlyList<KerasTensor> Attend(KerasTensor query, KerasTensor value, KerasTensor? key, params (string Name, object? Value)[] arguments)
    {
        Dictionary<string, object?> given = arguments.Where(argument => argument.Value is not null).ToDictionary(argument => argument.Name, argument => argument.Value);
        return Apply(key is null ? [query, value] : [query, value, key], given.Count > 0 ? given : null);
    }

    /// <summary>Query, value and key of a call, or their shapes: the value is its own key where none is given.</summary>
    private protected (T Query, T Value, T Key) Roles<T>(IReadOnlyList<T> inputs, Func<T, Shape> shape)
    {
        if (inputs.Count is not (LeastInputs or LeastInputs + 1))
            throw Wrong("takes two inputs, query and value, or three, query, value and key", inputs.Select(shape));
        (T query, T value, T key) = (inputs[0], inputs[1], inputs[^1]);
        (Shape q, Shape v, Shape k) = (shape(query), shape(value), shape(key));
        if (q.Rank < 3 || q.Rank != v.Rank || q.Rank != k.Rank || q[0] != v[0] || q[0] != k[0])
            throw Wrong("needs inputs (batch, steps, features) of one rank, 3 or more, and one batch size", inputs.Select(shape));
        if (v[..^1] != k[..^1])
            throw Wrong("needs as many keys as values: all their dimensions but the last must be equal", inputs.Select(shape));
        return (query, value, key);
    }

    /// <summary>An error about the shapes of the inputs.</summary>
    private protected ShapeException Wrong(string what, IEnumerable<Shape> shapes) =>
        new($"Layer '{Name}' ({Naming.ClassName(GetType())}) {what}. Received: {string.Join(", ", shapes)}.");
}
