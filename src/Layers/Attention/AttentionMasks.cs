namespace KerasNet.Layers;

/// <summary>Masks that say which places of a query may look at which values: true where they may.</summary>
internal static class AttentionMasks
{
    /// <summary>(query, value), true where the value's place is not after the query's.</summary>
    internal static KerasTensor Causal(int query, int value) => Ops.GreaterEqual(Ops.Iota([query, value], 0), Ops.Iota([query, value], 1));

    /// <summary>(query, value), true where both places are less than so many steps apart.</summary>
    internal static KerasTensor Window(int query, int value, int width) => Ops.Less(Ops.Abs(Ops.Iota([query, value], 0) - Ops.Iota([query, value], 1)), width);

    /// <summary>True where all masks are that there are; null if there is none.</summary>
    internal static KerasTensor? All(params IEnumerable<KerasTensor?> masks)
    {
        KerasTensor[] given = [.. masks.OfType<KerasTensor>()];
        return given.Length == 0 ? null : given.Aggregate(Ops.LogicalAnd);
    }
}
