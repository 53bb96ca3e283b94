namespace KerasNet.Data.Images;

/// <summary>
/// Reads Windows and OS/2 bitmaps (BITMAPINFOHEADER and its kin): 1, 4, 8, 16, 24 and 32 bits, bit fields, RLE4 and RLE8, bottom-up or top-down. The fourth
/// byte of 32 bits is alpha only where bit fields say so, as in Pillow.
/// </summary>
internal sealed class BmpCodec : IImageCodec
{
    public bool CanRead(ReadOnlySpan<byte> start) => start.StartsWith("BM"u8);

    public Image Decode(ReadOnlySpan<byte> file)
    {
        BmpHeader header = BmpHeader.Read(file);
        return header.Bits <= 8 ? BmpPalette.Decode(file, header) : BmpFields.Decode(file, header);
    }
}
