namespace KerasNet.Layers;

/// <summary>The same numbers under other dimensions; the batch stays.</summary>
/// <remarks>
/// <para>Input (batch, …), output (batch, target shape). No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.Reshape</c>.</para>
/// </remarks>
public sealed class Reshape : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="targetShape">The dimensions after the batch; one of them may be −1 and is worked out.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">More than one dimension is −1.</exception>
    public Reshape(Shape targetShape, string? name = null)
        : base(name) => TargetShape = targetShape.Count(size => size == Shape.Unknown) <= 1
            ? targetShape
            : throw new ArgumentException($"{this}: at most one dimension of targetShape may be −1. Received: {targetShape}.", nameof(targetShape));

    /// <summary>The dimensions after the batch.</summary>
    public Shape TargetShape { get; }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (input.Rank == 0)
            throw new ShapeException($"Layer '{Name}' (Reshape) expects an input with a batch axis. Received a scalar.");
        long cells = input.Shape[1..].ElementCount;
        long known = TargetShape.Where(size => size != Shape.Unknown).Aggregate(1L, (product, size) => product * size);
        if (TargetShape.IsKnown ? known != cells : known == 0 || cells % known != 0)
            throw new ShapeException(
                $"Layer '{Name}' (Reshape) cannot put the {cells} cells of each sample of {input.Shape} into {TargetShape}. Choose dimensions with that " +
                "product.");
        return Ops.Reshape(input, Shape.Of(TargetShape.Select(size => size == Shape.Unknown ? (int)(cells / known) : size)).Prepend(input.Shape[0]));
    }
}
