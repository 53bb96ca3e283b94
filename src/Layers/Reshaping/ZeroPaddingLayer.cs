namespace KerasNet.Layers;

/// <summary>Adds zeros at the ends of the space axes.</summary>
public abstract class ZeroPaddingLayer : SpaceLayer
{
    private protected ZeroPaddingLayer(Margins padding, int axes, string? dataFormat, string? name)
        : base(axes, dataFormat, name)
    {
        Ends = padding.Over(axes, nameof(padding), this);
        DataFormat = Check.DataFormat(dataFormat);
    }

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <summary>How many zeros are added per axis.</summary>
    private protected (int Low, int High)[] Ends { get; }

    private protected override KerasTensor Resize(KerasTensor input, int first)
    {
        int[] low = new int[input.Rank];
        int[] high = new int[input.Rank];
        for (int i = 0; i < Ends.Length; i++)
            (low[first + i], high[first + i]) = Ends[i];
        return Ops.Pad(input, low, high);
    }
}

/// <summary>Adds zeros at the ends of steps of sequences.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output with larger space axes. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.ZeroPadding1D</c>.</para>
/// </remarks>
public sealed class ZeroPadding1D : ZeroPaddingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="padding">How many zeros are added: one number, or a pair for start and end; 1 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is negative, or there are too few or too many.</exception>
    public ZeroPadding1D(Margins? padding = null, string? dataFormat = null, string? name = null)
        : base(padding ?? 1, 1, dataFormat, name)
    {
    }

    /// <summary>How many zeros are added before and after.</summary>
    /// <value>Default: 1 at all ends.</value>
    public (int Low, int High) Padding => Ends[0];
}

/// <summary>Adds zeros at the ends of rows and columns of images.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output with larger space axes. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.ZeroPadding2D</c>.</para>
/// </remarks>
public sealed class ZeroPadding2D : ZeroPaddingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="padding">How many zeros are added: one number, 2 numbers, or 2 pairs for start and end; 1 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is negative, or there are too few or too many.</exception>
    public ZeroPadding2D(Margins? padding = null, string? dataFormat = null, string? name = null)
        : base(padding ?? 1, 2, dataFormat, name)
    {
    }

    /// <summary>How many zeros are added before and after, per axis.</summary>
    /// <value>Default: 1 at all ends.</value>
    public IReadOnlyList<(int Low, int High)> Padding => Ends;
}

/// <summary>Adds zeros at the ends of three axes of volumes.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output with larger space axes. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.ZeroPadding3D</c>.</para>
/// </remarks>
public sealed class ZeroPadding3D : ZeroPaddingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="padding">How many zeros are added: one number, 3 numbers, or 3 pairs for start and end; 1 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is negative, or there are too few or too many.</exception>
    public ZeroPadding3D(Margins? padding = null, string? dataFormat = null, string? name = null)
        : base(padding ?? 1, 3, dataFormat, name)
    {
    }

    /// <summary>How many zeros are added before and after, per axis.</summary>
    /// <value>Default: 1 at all ends.</value>
    public IReadOnlyList<(int Low, int High)> Padding => Ends;
}
