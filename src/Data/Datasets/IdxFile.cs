using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasNet.Data;

/// <summary>
/// Reads the IDX format of the MNIST family: two zero bytes, the element type, the number of dimensions, each dimension as a big-endian
/// 32-bit number, then the elements; plain or inside gzip. The header is never trusted: sizes are held against what the caller expects and
/// against what the file can hold before anything of that size is allocated.
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 0x08;

    // Deflate cannot expand more than 1032 times (258 bytes from two bits), so a larger promise is a lie.
    private const int MaxDeflateRatio = 1032;

    /// <summary>Reads a file of unsigned bytes whose items each have <paramref name="itemShape"/> (empty: one byte an item).</summary>
    /// <returns>The items, one after the other, and their count.</returns>
    /// <exception cref="InvalidDataException">The file is not IDX, holds something else, or ends early or late.</exception>
    public static (byte[] Data, int Count) Read(string path, params ReadOnlySpan<int> itemShape)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return Read(file, path, itemShape);
    }

    /// <inheritdoc cref="Read(string, ReadOnlySpan{int})"/>
    internal static (byte[] Data, int Count) Read(Stream file, string path, params ReadOnlySpan<int> itemShape)
    {
        bool compressed = IsGzip(file);
        using Stream content = compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            int headerBytes = 4 * (2 + itemShape.Length);
            Span<byte> header = stackalloc byte[headerBytes];
            int received = content.ReadAtLeast(header, headerBytes, throwOnEndOfStream: false);
            if (received < headerBytes)
                throw Invalid(path, $"expected a header of {headerBytes} bytes, received {received}");
            long count = CountOf(header, itemShape, path);
            long itemBytes = 1;
            foreach (int length in itemShape) itemBytes *= length;

            // Products of a 32-bit count and a small item do not overflow 64 bits.
            long bytes = count * itemBytes;
            long possible = compressed ? file.Length * MaxDeflateRatio : file.Length - headerBytes;
            if (bytes > Math.Min(possible, Array.MaxLength))
                throw Invalid(path, $"its header promises {count:N0} items of {itemBytes:N0} bytes, which a file of {file.Length:N0} bytes cannot hold");
            return (ReadExactly(content, (int)bytes, path), (int)count);
        }
        catch (InvalidDataException error) when (compressed && !error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{path}' is a damaged gzip file: {error.Message}", error);
        }
    }

    private static bool IsGzip(Stream file)
    {
        bool compressed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return compressed;
    }

    private static long CountOf(ReadOnlySpan<byte> header, ReadOnlySpan<int> itemShape, string path)
    {
        int rank = 1 + itemShape.Length;
        if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedByte || header[3] != rank)
        {
            throw Invalid(path, $"expected the beginning 00 00 08 {rank:x2} (unsigned bytes, {rank} dimensions), "
                + $"received {header[0]:x2} {header[1]:x2} {header[2]:x2} {header[3]:x2}");
        }

        for (int axis = 0; axis < itemShape.Length; axis++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(header[(8 + 4 * axis)..]);
            if (length != itemShape[axis])
                throw Invalid(path, $"expected length {itemShape[axis]} in dimension {axis + 1}, received {length}");
        }

        return BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
    }

    private static byte[] ReadExactly(Stream content, int bytes, string path)
    {
        byte[] data = GC.AllocateUninitializedArray<byte>(bytes);
        int received = content.ReadAtLeast(data, bytes, throwOnEndOfStream: false);
        if (received < bytes)
            throw Invalid(path, $"its header promises {bytes:N0} bytes of data, received {received:N0}");

        // Reading on also makes gzip compare its own checksum.
        if (content.ReadByte() >= 0)
            throw Invalid(path, $"its header promises {bytes:N0} bytes of data, received more");
        return data;
    }

    private static InvalidDataException Invalid(string path, string what) => new($"'{path}' is not the IDX file expected here: {what}.");
}
