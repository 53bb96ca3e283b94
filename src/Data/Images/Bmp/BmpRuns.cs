namespace KerasNet.Data.Images;

/// <summary>RLE4 and RLE8: pairs of a count and an index, or 0 and what follows: end of line, end of picture, a jump, or indices as they are.</summary>
internal static class BmpRuns
{
    private const int EndOfLine = 0;
    private const int EndOfPicture = 1;
    private const int Jump = 2;

    /// <summary>The indices of all pixels. What a run has beyond its row is dropped.</summary>
    /// <exception cref="ImageFormatException">The runs end before the last pixel.</exception>
    internal static byte[] Decode(ReadOnlySpan<byte> data, BmpHeader header)
    {
        byte[] indices = new byte[header.Width * header.Height];
        bool four = header.Compression == BmpCompression.Rle4;
        (int x, int y, int at) = (0, 0, 0);
        while (!IsComplete(header, x, y))
        {
            (int count, int value) = at + 2 <= data.Length ? (data[at], data[at + 1]) : (0, EndOfPicture);
            at += 2;
            if (count > 0)
            {
                Span<byte> run = Part(indices, header, x, y, count);
                for (int i = 0; i < run.Length; i++)
                    run[i] = (byte)(!four ? value : (i & 1) == 0 ? value >> 4 : value & 15);
                x = Math.Min(header.Width, x + count);
                continue;
            }

            switch (value)
            {
                case EndOfLine:
                    (x, y) = (0, y + 1);
                    break;
                case EndOfPicture:
                    throw new ImageFormatException($"its runs end in row {y + 1} of {header.Height}");
                case Jump when at + 2 <= data.Length:
                    (x, y) = (Math.Min(header.Width, x + data[at]), Math.Min(header.Height, y + data[at + 1]));
                    at += 2;
                    break;
                case Jump:
                    break;
                default:
                    int bytes = four ? (value + 1) / 2 : value;
                    if (bytes > data.Length - at)
                        throw new ImageFormatException($"it is cut off in row {y + 1} of {header.Height}");
                    Span<byte> plain = Part(indices, header, x, y, value);
                    for (int i = 0; i < plain.Length; i++)
                        plain[i] = (byte)(!four ? data[at + i] : (i & 1) == 0 ? data[at + i / 2] >> 4 : data[at + i / 2] & 15);
                    x = Math.Min(header.Width, x + value);
                    at += bytes + (bytes & 1);
                    break;
            }
        }

        return indices;
    }

    private static bool IsComplete(BmpHeader header, int x, int y) => y >= header.Height || (y == header.Height - 1 && x >= header.Width);

    private static Span<byte> Part(byte[] indices, BmpHeader header, int x, int y, int count) =>
        indices.AsSpan(header.Row(y) * header.Width + x, Math.Min(count, header.Width - x));
}
