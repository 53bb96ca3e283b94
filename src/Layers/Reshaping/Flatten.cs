namespace KerasNet.Layers;

/// <summary>Puts all dimensions after the batch into one.</summary>
/// <remarks>
/// <para>Input (batch, …), output (batch, product of the rest); (batch,) becomes (batch, 1). Channels that come first are moved last before, so that weights
/// behind the layer can be exchanged. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.Flatten</c>.</para>
/// </remarks>
public sealed class Flatten : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The data format is unknown.</exception>
    public Flatten(string? dataFormat = null, string? name = null)
        : base(name) => DataFormat = Check.DataFormat(dataFormat);

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (input.Rank == 0)
            throw new ShapeException($"Layer '{Name}' (Flatten) expects an input with a batch axis. Received a scalar.");
        if (DataFormat == Check.ChannelsFirst && input.Rank > 1)
            input = Ops.Transpose(input, [0, .. Enumerable.Range(2, input.Rank - 2), 1]);
        return Ops.Reshape(input, [input.Shape[0], checked((int)input.Shape[1..].ElementCount)]);
    }
}
