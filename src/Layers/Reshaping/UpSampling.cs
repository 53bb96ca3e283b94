namespace KerasNet.Layers;

/// <summary>Repeats every step of a sequence.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, steps · size, channels). No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.UpSampling1D</c>.</para>
/// </remarks>
public sealed class UpSampling1D : SpaceLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">How often each step stands in the output, 1 or more.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    public UpSampling1D(int size = 2, string? name = null)
        : base(1, null, name) => Size = Check.Positive(size, nameof(size), this);

    /// <summary>How often each step stands in the output.</summary>
    /// <value>Default: 2.</value>
    public int Size { get; }

    private protected override KerasTensor Resize(KerasTensor input, int first) => Interpolation.Repeat(input, first, Size);
}

/// <summary>Enlarges images by whole factors.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output with rows · size[0] and columns · size[1]. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.UpSampling2D</c>.</para>
/// </remarks>
public sealed class UpSampling2D : SpaceLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">The factors for rows and columns, or one for both; 2 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="interpolation"><c>nearest</c> (repeats pixels), <c>bilinear</c>, <c>bicubic</c>, <c>lanczos3</c> or <c>lanczos5</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A factor is below 1, or a name is unknown.</exception>
    public UpSampling2D(Shape? size = null, string? dataFormat = null, string interpolation = "nearest", string? name = null)
        : base(2, dataFormat, name)
    {
        Size = Check.Sizes(size ?? 2, 2, nameof(size), this);
        DataFormat = Check.DataFormat(dataFormat);
        Interpolation = Layers.Interpolation.Known(interpolation);
    }

    /// <summary>The factors for rows and columns.</summary>
    /// <value>Default: 2 and 2.</value>
    public Shape Size { get; }

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <summary>How values between pixels are worked out.</summary>
    /// <value>Default: <c>nearest</c>.</value>
    public string Interpolation { get; }

    private protected override KerasTensor Resize(KerasTensor input, int first)
    {
        for (int i = 0; i < Size.Rank; i++)
            input = Layers.Interpolation.Enlarge(input, first + i, Size[i], Interpolation);
        return input;
    }
}

/// <summary>Repeats every cell of volumes.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output with the space axes multiplied by the factors. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.UpSampling3D</c>.</para>
/// </remarks>
public sealed class UpSampling3D : SpaceLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">The factors for the three axes, or one for all; 2 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A factor is below 1, or the data format is unknown.</exception>
    public UpSampling3D(Shape? size = null, string? dataFormat = null, string? name = null)
        : base(3, dataFormat, name)
    {
        Size = Check.Sizes(size ?? 2, 3, nameof(size), this);
        DataFormat = Check.DataFormat(dataFormat);
    }

    /// <summary>The factors for the three axes.</summary>
    /// <value>Default: 2, 2 and 2.</value>
    public Shape Size { get; }

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    private protected override KerasTensor Resize(KerasTensor input, int first)
    {
        for (int i = 0; i < Size.Rank; i++)
            input = Interpolation.Repeat(input, first + i, Size[i]);
        return input;
    }
}
