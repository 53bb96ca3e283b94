using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasNet.Data.Images;

/// <summary>Writes PNG (RFC 2083): grey of 8 or 16 bits, RGB or RGBA, each row with the filter whose differences are smallest (12.5, the heuristic of 9.6).</summary>
internal static class PngEncoder
{
    private const int Filters = 5;

    internal static byte[] Encode(Image picture)
    {
        MemoryStream file = new();
        file.Write(PngCodec.Signature);
        bool deep = picture.DeepPixels is not null;
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = (byte)(deep ? 16 : 8);
        header[9] = (byte)(picture.Channels switch { 1 => PngColour.Grey, 3 => PngColour.Rgb, _ => PngColour.Rgba });
        header[10..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(deep ? BigEndian(picture.DeepPixels!) : picture.Pixels, picture.Height, deep ? 2 : picture.Channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }

    private static byte[] BigEndian(int[] levels)
    {
        byte[] samples = new byte[2 * levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            if (levels[i] is < 0 or > ushort.MaxValue)
                throw new InvalidOperationException($"A PNG holds grey levels of 0 to {ushort.MaxValue}. The picture has {levels[i]}.");
            BinaryPrimitives.WriteUInt16BigEndian(samples.AsSpan(2 * i), (ushort)levels[i]);
        }

        return samples;
    }

    private static ReadOnlySpan<byte> Compress(byte[] samples, int height, int distance)
    {
        int bytes = samples.Length / height;
        byte[][] tried = [.. Enumerable.Range(0, Filters).Select(filter => new byte[1 + bytes])];
        byte[] nothing = new byte[bytes];
        MemoryStream compressed = new();
        using (ZLibStream deflate = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> row = samples.AsSpan(y * bytes, bytes);
                ReadOnlySpan<byte> above = y == 0 ? nothing : samples.AsSpan((y - 1) * bytes, bytes);
                for (int filter = 0; filter < Filters; filter++)
                    Filter(filter, row, above, distance, tried[filter]);
                deflate.Write(tried.MinBy(Weight));
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void Filter(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        filtered[0] = (byte)filter;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0;
            int corner = i >= distance ? above[i - distance] : 0;
            int predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) >> 1,
                _ => PngRows.Paeth(left, above[i], corner),
            };
            filtered[1 + i] = (byte)(row[i] - predicted);
        }
    }

    /// <summary>The sum of the differences as signed numbers: the smaller, the better they compress.</summary>
    private static long Weight(byte[] filtered)
    {
        long sum = 0;
        for (int i = 1; i < filtered.Length; i++)
            sum += Math.Abs((int)(sbyte)filtered[i]);
        return sum;
    }
}
