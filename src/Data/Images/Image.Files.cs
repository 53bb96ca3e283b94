using KerasNet.Data;
using KerasNet.Data.Images;

namespace KerasNet;

public sealed partial class Image
{
    /// <summary>Reads a picture file: Keras' <c>load_img</c>. The format is told by the content; the orientation in EXIF data is ignored, as in Keras.</summary>
    /// <param name="path">A JPEG, PNG or BMP file, or one that a registered <see cref="IImageCodec"/> reads.</param>
    /// <param name="colorMode">The channels to load.</param>
    /// <param name="targetSize">Height and width to resize to; null = as in the file.</param>
    /// <param name="interpolation">How to resize.</param>
    /// <param name="keepAspectRatio">Whether to cut the largest centred part of the target's shape out before resizing, so that nothing is distorted.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageFormatException">The file is no picture that can be decoded; the message names it.</exception>
    public static Image Load(
        string path, ColorMode colorMode = ColorMode.Rgb, (int Height, int Width)? targetSize = null,
        ResizeMethod interpolation = ResizeMethod.Nearest, bool keepAspectRatio = false)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        if (file.Length > ImageLimits.MaxFileBytes)
            throw new ImageFormatException($"it has {file.Length:N0} bytes; at most {ImageLimits.MaxFileBytes:N0} are read", path);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
        file.ReadExactly(bytes);
        try
        {
            Image picture = Decode(bytes, colorMode);
            return targetSize is { } size ? picture.Resize(size.Height, size.Width, interpolation, keepAspectRatio) : picture;
        }
        catch (ImageFormatException e) when (e.Path is null)
        {
            throw new ImageFormatException(e.Message, path, e.InnerException);
        }
    }

    /// <summary>Decodes a picture file that is in memory.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="colorMode">The channels to give.</param>
    /// <exception cref="ImageFormatException">The bytes are no picture that can be decoded.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, ColorMode colorMode = ColorMode.Rgb)
    {
        Image picture = ImageCodecs.For(file).Decode(file);
        int channels = ColorConversion.Channels(colorMode);
        if (channels != picture.Channels)
            ImageLimits.Check(picture.Width, picture.Height, (picture.Channels + channels) * (double)picture.Width * picture.Height, file.Length);
        return ColorConversion.Convert(picture, colorMode);
    }

    /// <summary>The picture with other channels; this one if it has them already.</summary>
    public Image Convert(ColorMode colorMode) => ColorConversion.Convert(this, colorMode);

    /// <summary>Writes the picture as PNG: Keras' <c>save_img</c>. A file of that name is replaced once the new one is complete.</summary>
    /// <param name="path">A path that ends in <c>.png</c>.</param>
    /// <exception cref="NotSupportedException">The path has another ending: only PNG can be written.</exception>
    public void Save(string path)
    {
        if (!string.Equals(Path.GetExtension(path), ".png", StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException($"Pictures are written as PNG: give a path that ends in .png. Received: '{path}'.");
        WholeFile.Write(path, Encode());
    }

    /// <summary>The picture as the bytes of a PNG file: 8 bits a channel, or 16 if <see cref="DeepPixels"/> is there.</summary>
    /// <exception cref="InvalidOperationException">Levels above 65535, which no PNG holds.</exception>
    public byte[] Encode() => PngEncoder.Encode(this);
}
