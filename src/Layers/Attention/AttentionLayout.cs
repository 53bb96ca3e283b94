namespace KerasNet.Layers;

/// <summary>
/// Where the axes of projected queries, keys and values go: (batch…, steps looking, steps looked at), one matrix of scores per batch, free axis and head.
/// </summary>
/// <remarks>
/// Projections have the axes of their input but the last, then heads and size. Scores have the axes that are not looked along, then heads, then the query's
/// axes that are, then the value's.
/// </remarks>
internal sealed class AttentionLayout
{
    private readonly Layer _layer;
    private readonly Shape _query;
    private readonly Shape _value;
    private readonly int[] _axes;
    private readonly int[] _apart;

    /// <summary>Checks the inputs' shapes.</summary>
    /// <param name="layer">Whose layout it is, for messages.</param>
    /// <param name="query">The shape of the query: (batch, …, features).</param>
    /// <param name="value">The shape of the values: (batch, …, features).</param>
    /// <param name="axes">The axes along which is looked.</param>
    internal AttentionLayout(Layer layer, Shape query, Shape value, int[] axes)
    {
        (_layer, _query, _value, _axes) = (layer, query, value, axes);
        int[] free = [.. Enumerable.Range(0, query.Rank - 1).Except(axes)];
        if (free.Any(axis => query[axis] != value[axis]))
            throw Wrong("needs query and value of equal sizes along the axes that are not looked along");
        _apart = [.. free, query.Rank - 1];
    }

    /// <summary>Whether inputs are (batch, steps, features).</summary>
    internal bool IsPlain => _query.Rank == 3;

    private int ScoresRank => _apart.Length + 2 * _axes.Length;

    /// <summary>A projection as one matrix (steps, size) per batch and head.</summary>
    internal KerasTensor Arrange(KerasTensor projected)
    {
        KerasTensor ordered = Ops.Transpose(projected, [.. _apart, .. _axes, projected.Rank - 1]);
        return Ops.Reshape(ordered, Shape.Of([.. ordered.Shape.Take(_apart.Length), Steps(projected.Shape), projected.Shape[^1]]));
    }

    /// <summary>What the heads found, in the query's order of axes again.</summary>
    internal KerasTensor Restore(KerasTensor found)
    {
        int[] order = [.. _apart, .. _axes, _query.Rank];
        Shape sizes = Shape.Of([.. found.Shape.Take(_apart.Length), .. Along(_query), found.Shape[^1]]);
        return Ops.Transpose(Ops.Reshape(found, sizes), [.. Enumerable.Range(0, order.Length).Select(axis => Array.IndexOf(order, axis))]);
    }

    /// <summary>Scores with an axis for each that is looked along.</summary>
    internal KerasTensor Spread(KerasTensor scores) => Ops.Reshape(scores, Shape.Of([.. scores.Shape.Take(_apart.Length), .. Along(_query), .. Along(_value)]));

    /// <summary>Scores, or a mask for them, with one axis for all places that look and one for all that are looked at.</summary>
    internal KerasTensor Flatten(KerasTensor scores)
    {
        if (_axes.Length == 1)
            return scores;
        Shape apart = scores.Shape[.._apart.Length];
        KerasTensor full = Ops.BroadcastTo(scores, Shape.Of([.. apart, .. Along(_query), .. Along(_value)]));
        return Ops.Reshape(full, Shape.Of([.. apart, Steps(_query), Steps(_value)]));
    }

    /// <summary>A mask of the query's places, as one of the scores.</summary>
    internal KerasTensor OfQuery(KerasTensor mask) => OfPlaces(mask, _query, _apart.Length);

    /// <summary>A mask of the values' places, as one of the scores.</summary>
    internal KerasTensor OfValue(KerasTensor mask) => OfPlaces(mask, _value, _apart.Length + _axes.Length);

    /// <summary>A mask (batch, places that look, places looked at), with or without batch and heads, as one of the scores.</summary>
    internal KerasTensor OfPairs(KerasTensor mask)
    {
        int pairs = 2 * _axes.Length;
        Shape steps = Shape.Of([.. Along(_query), .. Along(_value)]);
        bool fits = mask.Rank >= pairs && mask.Rank <= ScoresRank && mask.Shape[^pairs..].Zip(steps).All(pair => pair.First == pair.Second || pair.First == 1);
        if (!fits)
            throw Wrong($"needs an attentionMask (batch, {string.Join(", ", steps)}), or one without the batch, or with heads after it. Received the mask {mask.Shape}");
        int ones = mask.Rank == pairs ? 0 : ScoresRank - mask.Rank;
        return Ops.Reshape(mask, Shape.Of([.. mask.Shape[..^pairs], .. Enumerable.Repeat(1, ones), .. mask.Shape[^pairs..]]));
    }

    /// <summary>True where a value does not come after the place that looks.</summary>
    internal KerasTensor Causal() => AttentionMasks.Causal(One("useCausalMask", _query), One("useCausalMask", _value));

    /// <summary>True where a value is less than so many steps away.</summary>
    internal KerasTensor Window(int width) => AttentionMasks.Window(One("slidingWindow", _query), One("slidingWindow", _value), width);

    /// <summary>A mask over the leading axes of an input.</summary>
    private KerasTensor OfPlaces(KerasTensor mask, Shape input, int firstStep)
    {
        if (mask.Rank >= input.Rank || mask.Shape != input[..mask.Rank])
            throw Wrong($"needs a mask of the shape {input[..^1]} for the input {input}. Received the mask {mask.Shape}");
        (int From, int To)[] places =
        [
            .. Enumerable.Range(0, mask.Rank)
                .Select(axis => (axis, _axes.Contains(axis) ? firstStep + Array.IndexOf(_axes, axis) : Array.IndexOf(_apart, axis)))
                .OrderBy(place => place.Item2),
        ];
        int[] sizes = [.. Enumerable.Repeat(1, ScoresRank)];
        foreach ((int from, int to) in places)
            sizes[to] = mask.Shape[from];
        return Ops.Reshape(Ops.Transpose(mask, [.. places.Select(place => place.From)]), sizes);
    }

    private int One(string what, Shape input) =>
        _axes.Length == 1 ? input[_axes[0]] : throw Wrong($"can use {what} only where is looked along one axis, not {_axes.Length}");

    private int Steps(Shape shape) => Along(shape).Aggregate(1, (product, size) => product * size);

    private IEnumerable<int> Along(Shape shape) => _axes.Select(axis => shape[axis]);

    private ShapeException Wrong(string what) =>
        new($"Layer '{_layer.Name}' ({Naming.ClassName(_layer.GetType())}) {what}. Received: query {_query}, value {_value}.");
}
