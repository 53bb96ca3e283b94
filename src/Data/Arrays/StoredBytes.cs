namespace KerasNet.Data;

/// <summary>
/// Reads what files promise to hold, packed or not. Memory is taken for a promise only as far as the bytes on disk make it likely, and beyond that as the
/// content really comes: a small file that unpacks to a huge one is found out before it has done harm.
/// </summary>
internal static class StoredBytes
{
    /// <summary>Deflate cannot expand more (258 bytes from two bits), so a larger promise is a lie.</summary>
    private const int MostExpansion = 1032;

    private const int MostTextExpansion = 64;
    private const int Likely = 16;
    private const int Free = 1 << 20;

    /// <summary>How much content may unpack to that is large in memory for its size: real texts, pictures and lists of numbers never come near it.</summary>
    internal static long MostOfText(long stored) => Math.Min(Array.MaxLength, Free + (stored * MostTextExpansion));

    /// <summary>Reads <paramref name="count"/> bytes, which must be all that is left.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="count">What is promised.</param>
    /// <param name="stored">The bytes on disk, packed or not.</param>
    /// <exception cref="InvalidDataException">There are fewer or more, or more than such a file can hold.</exception>
    internal static byte[] Exactly(Stream stream, long count, long stored)
    {
        if (count > Math.Min(Array.MaxLength, stored * MostExpansion))
            throw new InvalidDataException($"it promises {count:N0} bytes, which {stored:N0} bytes in the file cannot hold");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(count, Free + (stored * Likely)));
        int read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length)
                throw new InvalidDataException($"it promises {count:N0} bytes of data and ends after {read:N0}");
            if (read == count)
                break;
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
        }

        // Reading on also makes gzip compare its check sum.
        return stream.ReadByte() < 0 ? bytes : throw new InvalidDataException($"it promises {count:N0} bytes of data and holds more");
    }

    /// <summary>Reads all that is left, of content that is large in memory for its size.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="stored">The bytes on disk, packed or not.</param>
    /// <exception cref="InvalidDataException">It unpacks to suspiciously much.</exception>
    internal static byte[] ToEnd(Stream stream, long stored)
    {
        long most = MostOfText(stored);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(most, Free + stored));
        int read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length)
                break;
            if (read == most)
                throw new InvalidDataException($"{stored:N0} bytes in the file unpack to more than {most:N0}");
            Array.Resize(ref bytes, (int)Math.Min(most, 2L * bytes.Length));
        }

        Array.Resize(ref bytes, read);
        return bytes;
    }
}
