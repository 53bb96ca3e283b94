using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>What the samples of a PNG mean.</summary>
internal enum PngColour
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

/// <summary>The IHDR chunk (RFC 2083, 4.1.1).</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits of a sample.</param>
/// <param name="Colour">What samples mean.</param>
/// <param name="Interlaced">Whether the rows come in the seven passes of Adam7.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, PngColour Colour, bool Interlaced)
{
    private const int Length = 13;

    /// <summary>Samples of a pixel.</summary>
    internal int Samples => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GreyAlpha => 2,
        PngColour.Rgba => 4,
        _ => 1,
    };

    /// <summary>Bytes of a row of so many pixels, without its filter byte.</summary>
    internal int RowBytes(int width) => checked((int)(((long)width * Samples * Depth + 7) / 8));

    internal static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
            throw new ImageFormatException($"its header chunk has {chunk.Length} bytes, expected {Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (width > int.MaxValue || height > int.MaxValue)
            throw new ImageFormatException($"its header promises {width:N0} × {height:N0} pixels");
        (byte depth, PngColour colour, byte compression, byte filter, byte interlace) = (chunk[8], (PngColour)chunk[9], chunk[10], chunk[11], chunk[12]);
        bool allowed = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.Rgba => depth is 8 or 16,
            _ => throw new ImageFormatException($"its colour type is {chunk[9]}, expected 0, 2, 3, 4 or 6"),
        };
        if (!allowed)
            throw new ImageFormatException($"colour type {chunk[9]} does not go with {depth} bits a sample");
        if (compression != 0 || filter != 0 || interlace > 1)
            throw new ImageFormatException($"its compression, filter and interlace methods are {compression}, {filter}, {interlace}; expected 0, 0 and 0 or 1");
        return new((int)width, (int)height, depth, colour, interlace == 1);
    }
}
