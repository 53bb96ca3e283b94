namespace KerasNet.Layers;

/// <summary>Brings pictures to one size, in training and outside of it.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has <c>height</c> rows and <c>width</c> columns. Bytes stay bytes, rounded and held within 0…255. Places are compared
/// at the centres of pixels, as TensorFlow does.</para>
/// <para>Keras: <c>keras.layers.Resizing</c>.</para>
/// </remarks>
public sealed class Resizing : ImageLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="height">The new number of rows.</param>
    /// <param name="width">The new number of columns.</param>
    /// <param name="interpolation"><c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>lanczos3</c> or <c>lanczos5</c>.</param>
    /// <param name="cropToAspectRatio">Whether the largest centred part with the new proportions is taken first.</param>
    /// <param name="padToAspectRatio">Whether pictures are first surrounded by <paramref name="fillValue"/> up to the new proportions.</param>
    /// <param name="fillMode">How pictures are surrounded: <c>constant</c>.</param>
    /// <param name="fillValue">What pictures are surrounded by.</param>
    /// <param name="antialias">Whether every old pixel counts where pictures shrink.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A size is below 1, a name is unknown, or pictures shall be cropped and padded at once.</exception>
    public Resizing(
        int height,
        int width,
        string interpolation = "bilinear",
        bool cropToAspectRatio = false,
        bool padToAspectRatio = false,
        string fillMode = ImageOps.ConstantFill,
        double fillValue = 0,
        bool antialias = false,
        string? dataFormat = null,
        string? name = null)
        : base(dataFormat, name)
    {
        Height = Check.Positive(height, nameof(height), this);
        Width = Check.Positive(width, nameof(width), this);
        Interpolation = Layers.Interpolation.Known(interpolation);
        FillMode = fillMode == ImageOps.ConstantFill ? fillMode : throw Naming.Unknown("fill mode", fillMode, [ImageOps.ConstantFill]);
        if (cropToAspectRatio && padToAspectRatio)
            throw new ArgumentException($"{this}: pictures are cropped to the new proportions or padded to them, not both.", nameof(padToAspectRatio));
        (CropToAspectRatio, PadToAspectRatio, FillValue, Antialias) = (cropToAspectRatio, padToAspectRatio, fillValue, antialias);
    }

    /// <summary>The number of rows of the output.</summary>
    public int Height { get; }

    /// <summary>The number of columns of the output.</summary>
    public int Width { get; }

    /// <summary>How values between pixels are worked out.</summary>
    /// <value>Default: <c>bilinear</c>.</value>
    public string Interpolation { get; }

    /// <summary>Whether the largest centred part with the new proportions is taken first.</summary>
    /// <value>Default: false.</value>
    public bool CropToAspectRatio { get; }

    /// <summary>Whether pictures are first surrounded by <see cref="FillValue"/> up to the new proportions.</summary>
    /// <value>Default: false.</value>
    public bool PadToAspectRatio { get; }

    /// <summary>How pictures are surrounded.</summary>
    /// <value>Default: <c>constant</c>.</value>
    public string FillMode { get; }

    /// <summary>What pictures are surrounded by.</summary>
    /// <value>Default: 0.</value>
    public double FillValue { get; }

    /// <summary>Whether every old pixel counts where pictures shrink.</summary>
    /// <value>Default: false.</value>
    public bool Antialias { get; }

    /// <inheritdoc/>
    protected override bool KeepsIntegers => true;

    private protected override (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context) =>
        (ImageOps.Resize(images, (Height, Width), Interpolation, Antialias, CropToAspectRatio, PadToAspectRatio, FillMode, FillValue), others);
}
