using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>
/// Turns samples of a PNG into pixels as Pillow does: fewer than 8 bits of grey are spread over 0 to 255, of 16 bits a grey keeps all and colours keep the
/// high byte, palettes are resolved. A transparent colour is compared, by its low byte, with the 8-bit pixel.
/// </summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly int _channels;
    private readonly byte[] _palette;
    private readonly byte[] _pixels;
    private readonly int[]? _deep;
    private readonly (byte Red, byte Green, byte Blue)? _transparent;

    internal PngPixels(PngFile png)
    {
        _header = png.Header;
        _channels = Channels(png);
        _palette = _header.Colour == PngColour.Palette ? Entries(png, _channels) : [];
        _deep = IsDeep(png) ? new int[_header.Width * _header.Height] : null;
        _pixels = _deep is null ? new byte[_header.Width * _header.Height * _channels] : [];
        _transparent = HasKey(png) ? Key(png) : null;
    }

    /// <summary>Whether the samples of a row are pixels already.</summary>
    private bool IsPlain => _header is { Depth: 8, Colour: PngColour.Grey or PngColour.Rgb or PngColour.Rgba } && _transparent is null;

    /// <summary>What the pixels take.</summary>
    internal static double Bytes(PngFile png) => (double)png.Header.Width * png.Header.Height * (IsDeep(png) ? sizeof(int) + 2 : Channels(png));

    /// <summary>Puts a row of a pass into its place.</summary>
    internal void Put(ReadOnlySpan<byte> samples, PngPass pass, int y)
    {
        int first = (pass.Y + y * pass.StepY) * _header.Width + pass.X;
        if (IsPlain && pass.StepX == 1)
        {
            samples.CopyTo(_pixels.AsSpan(first * _channels));
            return;
        }

        for (int x = 0, at = first; x < pass.Width; x++, at += pass.StepX)
        {
            if (_deep is not null)
                _deep[at] = BinaryPrimitives.ReadUInt16BigEndian(samples[(2 * x)..]);
            else
                PutPixel(samples, x, _pixels.AsSpan(at * _channels, _channels));
        }
    }

    internal Image ToImage() => _deep is null
        ? new(_header.Width, _header.Height, _channels, _pixels)
        : new(_header.Width, _header.Height, _deep, _transparent?.Red);

    private void PutPixel(ReadOnlySpan<byte> samples, int x, Span<byte> pixel)
    {
        switch (_header.Colour)
        {
            case PngColour.Palette:
                _palette.AsSpan(Bits(samples, x) * _channels, _channels).CopyTo(pixel);
                return;
            case PngColour.Grey:
                pixel[..Math.Min(3, _channels)].Fill(Grey(samples, x));
                break;
            case PngColour.GreyAlpha:
                pixel[..3].Fill(Sample(samples, 2 * x));
                pixel[3] = Sample(samples, 2 * x + 1);
                return;
            default:
                int count = _header.Samples;
                for (int c = 0; c < count; c++)
                    pixel[c] = Sample(samples, count * x + c);
                break;
        }

        if (_transparent is { } key)
            pixel[3] = (pixel[0], pixel[1], pixel[2]) == key ? byte.MinValue : byte.MaxValue;
    }

    /// <summary>The high byte of a sample of 8 or 16 bits.</summary>
    private byte Sample(ReadOnlySpan<byte> samples, int index) => samples[_header.Depth == 16 ? 2 * index : index];

    private byte Grey(ReadOnlySpan<byte> samples, int x) => (byte)(Bits(samples, x) * (byte.MaxValue / ((1 << _header.Depth) - 1)));

    /// <summary>A sample of 1, 2, 4 or 8 bits; the first lies in the high bits.</summary>
    private int Bits(ReadOnlySpan<byte> samples, int x)
    {
        int depth = _header.Depth;
        int bit = x * depth;
        return (samples[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }

    private static bool HasKey(PngFile png) =>
        png.Header.Colour == PngColour.Grey ? png.Transparency.Length >= 2 : png.Header.Colour == PngColour.Rgb && png.Transparency.Length >= 6;

    private static (byte Red, byte Green, byte Blue) Key(PngFile png)
    {
        byte[] key = png.Transparency;
        if (png.Header.Colour == PngColour.Rgb)
            return (key[1], key[3], key[5]);
        byte grey = png.Header.Depth == 1 ? (byte)((key[0] | key[1]) != 0 ? byte.MaxValue : 0) : key[1];
        return (grey, grey, grey);
    }

    private static bool IsDeep(PngFile png) => png.Header is { Colour: PngColour.Grey, Depth: 16 };

    private static int Channels(PngFile png) => png.Header.Colour switch
    {
        PngColour.Grey => HasKey(png) && !IsDeep(png) ? 4 : 1,
        PngColour.Rgb => HasKey(png) ? 4 : 3,
        PngColour.Palette => png.Transparency.Length > 0 ? 4 : 3,
        _ => 4,
    };

    /// <summary>All entries that an index can name; those that the file does not have are black.</summary>
    private static byte[] Entries(PngFile png, int channels)
    {
        byte[] entries = new byte[256 * channels];
        for (int i = 0; i < 256; i++)
        {
            for (int c = 0; c < 3 && 3 * i + c < png.Palette.Length; c++)
                entries[i * channels + c] = png.Palette[3 * i + c];
            if (channels == 4)
                entries[i * channels + 3] = i < png.Transparency.Length ? png.Transparency[i] : byte.MaxValue;
        }

        return entries;
    }
}
