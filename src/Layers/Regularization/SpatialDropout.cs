namespace KerasNet.Layers;

/// <summary>Dropout of whole channels of a sequence: what is dropped is the same at all steps. Tompson et al., 2014.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output of the same shape. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.SpatialDropout1D</c>.</para>
/// </remarks>
public sealed class SpatialDropout1D : RandomDrop
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The part of the channels that is dropped.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The rate is not in [0, 1].</exception>
    public SpatialDropout1D(double rate, long? seed = null, string? name = null)
        : base(rate, null, seed, name)
    {
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.Rank(this, input.Shape, 3, "(batch, steps, channels)");
        return DropScaled(input, [Shape.Unknown, 1, Shape.Unknown], context);
    }
}

/// <summary>Dropout of whole channels of images: what is dropped is the same at all pixels. Tompson et al., 2014.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output of the same shape. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.SpatialDropout2D</c>.</para>
/// </remarks>
public sealed class SpatialDropout2D : RandomDrop
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The part of the channels that is dropped.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The rate is not in [0, 1], or the data format unknown.</exception>
    public SpatialDropout2D(double rate, string? dataFormat = null, long? seed = null, string? name = null)
        : base(rate, null, seed, name) => DataFormat = Check.DataFormat(dataFormat);

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.Rank(this, input.Shape, 4, "a batch of images with channels");
        return DropScaled(input, DataFormat == Check.ChannelsLast ? [Shape.Unknown, 1, 1, Shape.Unknown] : [Shape.Unknown, Shape.Unknown, 1, 1], context);
    }
}

/// <summary>Dropout of whole channels of volumes: what is dropped is the same at all cells. Tompson et al., 2014.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output of the same shape. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.SpatialDropout3D</c>.</para>
/// </remarks>
public sealed class SpatialDropout3D : RandomDrop
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The part of the channels that is dropped.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The rate is not in [0, 1], or the data format unknown.</exception>
    public SpatialDropout3D(double rate, string? dataFormat = null, long? seed = null, string? name = null)
        : base(rate, null, seed, name) => DataFormat = Check.DataFormat(dataFormat);

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.Rank(this, input.Shape, 5, "a batch of volumes with channels");
        return DropScaled(input, DataFormat == Check.ChannelsLast ? [Shape.Unknown, 1, 1, 1, Shape.Unknown] : [Shape.Unknown, Shape.Unknown, 1, 1, 1], context);
    }
}
