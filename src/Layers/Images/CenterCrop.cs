namespace KerasNet.Layers;

/// <summary>Cuts out the middle of pictures, in training and outside of it.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has <c>height</c> rows and <c>width</c> columns, in floats. Of a smaller picture the largest centred part with these
/// proportions is taken and resized, bilinearly.</para>
/// <para>Keras: <c>keras.layers.CenterCrop</c>.</para>
/// </remarks>
public sealed class CenterCrop : ImageLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="height">The rows to keep.</param>
    /// <param name="width">The columns to keep.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A size is below 1, or the data format is unknown.</exception>
    public CenterCrop(int height, int width, string? dataFormat = null, string? name = null)
        : base(dataFormat, name)
    {
        Height = Check.Positive(height, nameof(height), this);
        Width = Check.Positive(width, nameof(width), this);
    }

    /// <summary>The rows to keep.</summary>
    public int Height { get; }

    /// <summary>The columns to keep.</summary>
    public int Width { get; }

    private protected override (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context)
    {
        (int above, int before) = ((images.Shape[1] - Height) / 2, (images.Shape[2] - Width) / 2);
        bool fits = images.Shape[1] >= Height && images.Shape[2] >= Width;
        return (fits
            ? Ops.SliceAxis(Ops.SliceAxis(images, 1, above, above + Height), 2, before, before + Width)
            : ImageOps.Resize(images, (Height, Width), cropToAspectRatio: true), others);
    }
}
