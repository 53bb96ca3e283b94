namespace KerasNet.Layers;

/// <summary>Cuts numbers off at the ends of the space axes.</summary>
public abstract class CroppingLayer : SpaceLayer
{
    private protected CroppingLayer(Margins cropping, int axes, string? dataFormat, string? name)
        : base(axes, dataFormat, name) => Ends = cropping.Over(axes, nameof(cropping), this);

    /// <summary>How much is cut off per axis.</summary>
    private protected (int Low, int High)[] Ends { get; }

    private protected override KerasTensor Resize(KerasTensor input, int first)
    {
        int[] starts = new int[input.Rank];
        int[] limits = input.Shape.ToArray();
        for (int i = 0; i < Ends.Length; i++)
        {
            starts[first + i] = Ends[i].Low;
            limits[first + i] -= Ends[i].High;
            if (limits[first + i] <= starts[first + i])
                throw new ShapeException(
                    $"Layer '{Name}' ({GetType().Name}) cuts {Ends[i].Low} + {Ends[i].High} off axis {first + i} and leaves nothing. " +
                    $"Received: {input.Shape}. Cut off less.");
        }

        return Ops.Slice(input, starts, limits);
    }
}

/// <summary>Cuts numbers off at the ends of steps of sequences.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output with smaller space axes. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.Cropping1D</c>.</para>
/// </remarks>
public sealed class Cropping1D : CroppingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cropping">How much is cut off: one number, or a pair for start and end; 1 if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is negative, or there are too few or too many.</exception>
    public Cropping1D(Margins? cropping = null, string? name = null)
        : base(cropping ?? 1, 1, null, name)
    {
    }

    /// <summary>How much is cut off before and after.</summary>
    /// <value>Default: 1 at all ends.</value>
    public (int Low, int High) Cropping => Ends[0];
}

/// <summary>Cuts numbers off at the ends of rows and columns of images.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output with smaller space axes. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.Cropping2D</c>.</para>
/// </remarks>
public sealed class Cropping2D : CroppingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cropping">How much is cut off: one number, 2 numbers, or 2 pairs for start and end; 0 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is negative, or there are too few or too many.</exception>
    public Cropping2D(Margins? cropping = null, string? dataFormat = null, string? name = null)
        : base(cropping ?? 0, 2, dataFormat, name) => DataFormat = Check.DataFormat(dataFormat);

    /// <summary>How much is cut off before and after, per axis.</summary>
    /// <value>Default: 0 at all ends.</value>
    public IReadOnlyList<(int Low, int High)> Cropping => Ends;

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }
}

/// <summary>Cuts numbers off at the ends of three axes of volumes.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output with smaller space axes. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.Cropping3D</c>.</para>
/// </remarks>
public sealed class Cropping3D : CroppingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cropping">How much is cut off: one number, 3 numbers, or 3 pairs for start and end; 1 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is negative, or there are too few or too many.</exception>
    public Cropping3D(Margins? cropping = null, string? dataFormat = null, string? name = null)
        : base(cropping ?? 1, 3, dataFormat, name) => DataFormat = Check.DataFormat(dataFormat);

    /// <summary>How much is cut off before and after, per axis.</summary>
    /// <value>Default: 1 at all ends.</value>
    public IReadOnlyList<(int Low, int High)> Cropping => Ends;

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }
}
