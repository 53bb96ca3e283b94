namespace KerasNet.Data.Images;

/// <summary>Bitmaps of 1, 4 or 8 bits: indices, plain or in runs, into a palette of blue, green, red.</summary>
internal static class BmpPalette
{
    private const int Entries = 256;

    internal static Image Decode(ReadOnlySpan<byte> file, BmpHeader header)
    {
        ReadOnlySpan<byte> data = file[header.PixelStart..];
        byte[] palette = Read(file, header);
        byte[] indices = header.Compression == BmpCompression.None ? Plain(data, header) : BmpRuns.Decode(data, header);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(indices.Length * 3);
        int at = 0;
        foreach (byte index in indices)
        {
            palette.AsSpan(3 * index, 3).CopyTo(pixels.AsSpan(at));
            at += 3;
        }

        return new(header.Width, header.Height, 3, pixels);
    }

    /// <summary>Red, green, blue of all entries that an index can name; those that the file does not have are black.</summary>
    private static byte[] Read(ReadOnlySpan<byte> file, BmpHeader header)
    {
        byte[] palette = new byte[3 * Entries];
        ReadOnlySpan<byte> entries = file[header.PaletteStart..];
        for (int i = 0; i < header.Colours && (i + 1) * header.EntryBytes <= entries.Length; i++)
            for (int c = 0; c < 3; c++)
                palette[3 * i + c] = entries[i * header.EntryBytes + 2 - c];
        return palette;
    }

    private static byte[] Plain(ReadOnlySpan<byte> data, BmpHeader header)
    {
        BmpFields.CheckLength(data, header);
        byte[] indices = new byte[header.Width * header.Height];
        int mask = (1 << header.Bits) - 1;
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = data.Slice(y * header.Stride, header.Stride);
            Span<byte> target = indices.AsSpan(header.Row(y) * header.Width, header.Width);
            for (int x = 0; x < target.Length; x++)
            {
                int bit = x * header.Bits;
                target[x] = (byte)((row[bit >> 3] >> (8 - header.Bits - (bit & 7))) & mask);
            }
        }

        return indices;
    }
}
