namespace KerasNet.Layers;

/// <summary>Puts the axes after the batch into another order: axis i of the output is axis dims[i] of the input.</summary>
/// <remarks>
/// <para>Input (batch, …) with as many axes after the batch as there are dims, output with permuted dimensions. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.Permute</c>.</para>
/// </remarks>
public sealed class Permute : Layer
{
    private readonly int[] _dims;

    /// <summary>Makes the layer.</summary>
    /// <param name="dims">The axes in their new order, counted from 1 after the batch: [2, 1] swaps two.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The numbers are not 1, 2, … n in some order.</exception>
    public Permute(int[] dims, string? name = null)
        : base(name)
    {
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, dims.Length)))
            throw new ArgumentException(
                $"{this}: dims must be the numbers 1 to {dims.Length} in some order; the batch axis is not among them. " +
                $"Received: [{string.Join(", ", dims)}].",
                nameof(dims));
        _dims = [.. dims];
    }

    /// <summary>The axes in their new order, counted from 1 after the batch.</summary>
    public IReadOnlyList<int> Dims => _dims;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.Rank(this, input.Shape, _dims.Length + 1, $"(batch, {_dims.Length} axes)");
        return Ops.Transpose(input, [0, .. _dims]);
    }
}
