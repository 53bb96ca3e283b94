using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasNet.Saving.Hdf5;

/// <summary>What was done to the bytes of a chunk before they were written.</summary>
internal enum FilterKind
{
    Deflate = 1,
    Shuffle = 2,
    Fletcher32 = 3,
}

/// <summary>A filter of a dataset.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Size">The size of the elements that are shuffled.</param>
internal sealed record Filter(FilterKind Kind, int Size)
{
    /// <summary>The filters of a dataset, in the order in which they were applied.</summary>
    internal static IReadOnlyList<Filter> Read(FieldReader? fields)
    {
        const int firstOfOthers = 256;
        if (fields is null)
            return [];
        int version = fields.Version(1, 2);
        int count = fields.Byte();
        fields.Skip(version == 1 ? 6 : 0);
        Filter[] filters = new Filter[count];
        for (int i = 0; i < count; i++)
        {
            int kind = fields.UInt16();
            int nameLength = version == 1 || kind >= firstOfOthers ? fields.UInt16() : 0;
            fields.Skip(2);
            int values = fields.UInt16();
            string name = fields.Text(version == 1 ? (nameLength + 7) & ~7 : nameLength);
            if (!Enum.IsDefined((FilterKind)kind))
                throw fields.Broken($"filter {kind}{(name.Length > 0 ? $" ('{name}')" : "")} is not read; deflate, shuffle and fletcher32 are");
            uint size = values > 0 ? fields.UInt32() : 0;
            fields.Skip(4 * Math.Max(0, values - 1));
            fields.Skip(version == 1 && values % 2 == 1 ? 4 : 0);
            filters[i] = new((FilterKind)kind, (int)Math.Min(size, int.MaxValue));
        }

        return filters;
    }

    /// <summary>Undoes the filter.</summary>
    /// <param name="stored">The bytes of a chunk as the filter left them.</param>
    /// <param name="most">The bytes of a chunk, and those that check sums add.</param>
    /// <param name="broken">Makes the exception for what is wrong.</param>
    internal ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> stored, int most, Func<string, Exception> broken) => Kind switch
    {
        FilterKind.Deflate => Inflate(stored, most, broken),
        FilterKind.Shuffle => Unshuffle(stored.Span),
        _ => Checked(stored, broken),
    };

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> stored, int most, Func<string, Exception> broken)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(most);
        using ZLibStream inflated = new(new MemoryStream(stored.ToArray()), CompressionMode.Decompress);
        try
        {
            int length = inflated.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
            return length == most && inflated.ReadByte() >= 0
                ? throw broken($"a compressed chunk holds more than its {most:N0} bytes")
                : bytes.AsMemory(0, length);
        }
        catch (InvalidDataException e)
        {
            throw broken($"a compressed chunk is damaged: {e.Message}");
        }
    }

    /// <summary>First all first bytes of the elements, then all second ones; what is left over at the end stays as it is.</summary>
    private ReadOnlyMemory<byte> Unshuffle(ReadOnlySpan<byte> stored)
    {
        byte[] bytes = stored.ToArray();
        int count = Size > 1 ? stored.Length / Size : 0;
        for (int part = 0, from = 0; count > 1 && part < Size; part++)
            for (int to = part, i = 0; i < count; i++, to += Size)
                bytes[to] = stored[from++];
        return bytes;
    }

    /// <summary>Fletcher's sum over words whose first byte is the higher; it is stored behind them, lowest byte first.</summary>
    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> stored, Func<string, Exception> broken)
    {
        const int sumBytes = 4;
        const int wordsWithoutOverflow = 360;
        if (stored.Length < sumBytes)
            throw broken($"a chunk of {stored.Length} bytes should end in a check sum of {sumBytes}");
        ReadOnlySpan<byte> bytes = stored.Span[..^sumBytes];
        (uint low, uint high) = (0, 0);
        for (int i = 0; i < bytes.Length; i += 2 * wordsWithoutOverflow)
        {
            int end = Math.Min(bytes.Length, i + (2 * wordsWithoutOverflow));
            for (int at = i; at < end; at += 2)
            {
                low += ((uint)bytes[at] << 8) | (at + 1 < bytes.Length ? bytes[at + 1] : 0u);
                high += low;
            }

            (low, high) = (Fold(low), Fold(high));
        }

        uint sum = (Fold(high) << 16) | Fold(low);
        uint found = BinaryPrimitives.ReadUInt32LittleEndian(stored.Span[^sumBytes..]);
        return sum == found ? stored[..^sumBytes] : throw broken($"the check sum of a chunk is {found:X8}, expected {sum:X8}");
    }

    private static uint Fold(uint sum) => (sum & 0xFFFF) + (sum >> 16);
}
