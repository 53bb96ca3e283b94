namespace KerasNet.Layers;

public static partial class ImageOps
{
    /// <summary>How bright red, green and blue look.</summary>
    private static readonly double[] s_brightness = [0.2989, 0.587, 0.114];

    /// <summary>0.2989 R + 0.587 G + 0.114 B, in one channel. Pictures that have one channel stay what they are.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4, with one or three channels.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ShapeException">Rank or channels are others.</exception>
    public static KerasTensor RgbToGrayscale(KerasTensor images, string? dataFormat = null) =>
        Whole(nameof(RgbToGrayscale), images, dataFormat, x => x.Shape[^1] switch
        {
            1 => x,
            3 => Ops.Split(x, 3, -1).Zip(s_brightness, (plane, part) => plane * part).Aggregate(Ops.Add),
            _ => throw new ShapeException($"{nameof(RgbToGrayscale)} expects pictures with one or three channels. Received: {images.Shape}, with {x.Shape[^1]}."),
        });

    /// <summary>Colours as hue (0…1: red, green at ⅓, blue at ⅔), saturation (0…1) and value (the largest of the three).</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4, floats, with three channels.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ShapeException">Rank, channels or dtype are others.</exception>
    public static KerasTensor RgbToHsv(KerasTensor images, string? dataFormat = null) =>
        Whole(nameof(RgbToHsv), Floats(images, nameof(RgbToHsv)), dataFormat, x => Hsv.Of(x, nameof(RgbToHsv)).Joined);

    /// <summary>Hue, saturation and value as colours; undoes <see cref="RgbToHsv"/>.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4, floats, with three channels.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ShapeException">Rank, channels or dtype are others.</exception>
    public static KerasTensor HsvToRgb(KerasTensor images, string? dataFormat = null) =>
        Whole(nameof(HsvToRgb), Floats(images, nameof(HsvToRgb)), dataFormat, x => Hsv.Split(x, nameof(HsvToRgb)).ToRgb());

    private static KerasTensor Floats(KerasTensor images, string owner) => images.DType.IsFloating()
        ? images
        : throw new ShapeException($"{owner} expects floats. Received: {images}. Convert the pictures first: Ops.Cast(images, DType.Float32) / 255.");
}
