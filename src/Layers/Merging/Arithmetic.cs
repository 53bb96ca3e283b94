namespace KerasNet.Layers;

/// <summary>The sum of its inputs.</summary>
/// <remarks>
/// <para>Inputs of shapes that broadcast (see <see cref="MergeLayer"/>), output of the common shape. No weights.</para>
/// <para>Keras: <c>keras.layers.Add</c>.</para>
/// </remarks>
public sealed class Add : MergeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Add(string? name = null)
        : base(name)
    {
    }

    private protected override KerasTensor Merge(KerasTensor[] inputs, KerasTensor?[] kept) => inputs.Aggregate(Ops.Add);
}

/// <summary>The first input minus the second.</summary>
/// <remarks>
/// <para>Two inputs of shapes that broadcast (see <see cref="MergeLayer"/>), output of the common shape. No weights.</para>
/// <para>Keras: <c>keras.layers.Subtract</c>.</para>
/// </remarks>
public sealed class Subtract : MergeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Subtract(string? name = null)
        : base(name)
    {
    }

    private protected override int? InputCount => 2;

    private protected override KerasTensor Merge(KerasTensor[] inputs, KerasTensor?[] kept) => inputs[0] - inputs[1];
}

/// <summary>The mean of its inputs.</summary>
/// <remarks>
/// <para>Inputs of shapes that broadcast (see <see cref="MergeLayer"/>), output of the common shape. No weights.</para>
/// <para>Keras: <c>keras.layers.Average</c>.</para>
/// </remarks>
public sealed class Average : MergeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Average(string? name = null)
        : base(name)
    {
    }

    private protected override KerasTensor Merge(KerasTensor[] inputs, KerasTensor?[] kept) => inputs.Aggregate(Ops.Add) / inputs.Length;
}

/// <summary>The product of its inputs.</summary>
/// <remarks>
/// <para>Inputs of shapes that broadcast (see <see cref="MergeLayer"/>), output of the common shape. No weights.</para>
/// <para>A masked cell counts as 1; where all inputs carry masks and none keeps a cell, the product is 0. Keras: <c>keras.layers.Multiply</c>.</para>
/// </remarks>
public sealed class Multiply : MergeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Multiply(string? name = null)
        : base(name)
    {
    }

    private protected override KerasTensor Merge(KerasTensor[] inputs, KerasTensor?[] kept)
    {
        KerasTensor product = inputs.Select((x, i) => kept[i] is { } keep ? Ops.Where(keep, x, Ops.Scalar(1, x)) : x).Aggregate(Ops.Multiply);
        return kept.Any(keep => keep is null)
            ? product
            : Ops.Where(kept.Aggregate((a, b) => Ops.LogicalOr(a!, b!))!, product, Ops.Scalar(0, product));
    }
}
