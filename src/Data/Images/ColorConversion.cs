namespace KerasNet.Data.Images;

/// <summary>Conversions between grey, RGB and RGBA as Pillow's <c>Image.convert</c> does them.</summary>
internal static class ColorConversion
{
    /// <summary>The picture with the channels of a colour mode; the same object if it has them.</summary>
    internal static Image Convert(Image picture, ColorMode mode)
    {
        int channels = Channels(mode);
        if (channels == picture.Channels)
            return picture;
        byte[] source = picture.Pixels;
        byte[] target = GC.AllocateUninitializedArray<byte>(picture.Width * picture.Height * channels);
        switch (picture.Channels, channels)
        {
            case (1, 3):
                GreyToRgb(source, target);
                break;
            case (1, 4):
                GreyToRgba(source, picture.Transparent, target);
                break;
            case (_, 1):
                ToGrey(source, picture.Channels, target);
                break;
            case (3, 4):
                AddAlpha(source, target);
                break;
            default:
                DropAlpha(source, target);
                break;
        }

        return new(picture.Width, picture.Height, channels, target);
    }

    internal static int Channels(ColorMode mode) => mode switch
    {
        ColorMode.Grayscale => 1,
        ColorMode.Rgb => 3,
        ColorMode.Rgba => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "The colour mode is Grayscale, Rgb or Rgba."),
    };

    /// <summary>ITU-R BT.601 in 16 bits of fraction, rounded.</summary>
    internal static byte Luma(int red, int green, int blue) => (byte)((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);

    private static void GreyToRgb(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (int i = 0, o = 0; i < source.Length; i++, o += 3)
            target.Slice(o, 3).Fill(source[i]);
    }

    private static void GreyToRgba(ReadOnlySpan<byte> source, byte? transparent, Span<byte> target)
    {
        for (int i = 0, o = 0; i < source.Length; i++, o += 4)
        {
            target.Slice(o, 3).Fill(source[i]);
            target[o + 3] = source[i] == transparent ? byte.MinValue : byte.MaxValue;
        }
    }

    private static void ToGrey(ReadOnlySpan<byte> source, int channels, Span<byte> target)
    {
        for (int i = 0, o = 0; o < target.Length; i += channels, o++)
            target[o] = Luma(source[i], source[i + 1], source[i + 2]);
    }

    private static void AddAlpha(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (int i = 0, o = 0; i < source.Length; i += 3, o += 4)
        {
            source.Slice(i, 3).CopyTo(target[o..]);
            target[o + 3] = byte.MaxValue;
        }
    }

    private static void DropAlpha(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (int i = 0, o = 0; i < source.Length; i += 4, o += 3)
            source.Slice(i, 3).CopyTo(target[o..]);
    }
}
