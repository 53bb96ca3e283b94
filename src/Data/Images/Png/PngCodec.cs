namespace KerasNet.Data.Images;

/// <summary>Reads PNG (RFC 2083, ISO/IEC 15948): all colour types and depths, interlaced or not, with the meaning that Pillow gives transparency and 16 bits.</summary>
internal sealed class PngCodec : IImageCodec
{
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public bool CanRead(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    public Image Decode(ReadOnlySpan<byte> file)
    {
        PngFile png = PngFile.Read(file);
        PngHeader header = png.Header;
        ImageLimits.Check(header.Width, header.Height, PngPixels.Bytes(png) + PngRows.Bytes(header), file.Length);
        PngPixels pixels = new(png);
        using PngRows rows = new(png.CompressedPixels, header);
        foreach (PngPass pass in PngPass.Of(header))
            for (int y = 0; y < pass.Height; y++)
                pixels.Put(rows.Next(pass.Width, firstOfPass: y == 0), pass, y);
        return pixels.ToImage();
    }
}
