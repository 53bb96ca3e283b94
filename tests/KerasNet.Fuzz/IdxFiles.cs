using System.IO.Compression;
using KerasNet.Data;

namespace KerasNet.Fuzz;

/// <summary>Small files in the format of MNIST, plain and packed.</summary>
internal static class IdxFiles
{
    private const int Side = 7;
    private const int Items = 40;

    internal static IReadOnlyList<byte[]> Seeds()
    {
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, Items, .. Enumerable.Range(0, Items).Select(i => (byte)(i % 10))];
        byte[] images = [0, 0, 8, 3, 0, 0, 0, Items, 0, 0, 0, Side, 0, 0, 0, Side, .. Enumerable.Range(0, Items * Side * Side).Select(i => (byte)(i * i))];
        return [labels, images, Packed(labels), Packed(images)];
    }

    /// <summary>Reads labels or images.</summary>
    internal static void Read(byte[] file, int choice) => IdxFile.Read(new MemoryStream(file), "file", choice % 2 == 0 ? [] : [Side, Side]);

    private static byte[] Packed(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
