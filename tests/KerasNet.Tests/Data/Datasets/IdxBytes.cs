using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>Makes IDX files, right ones and wrong ones.</summary>
internal static class IdxBytes
{
    public static byte[] Of(uint[] dimensions, ReadOnlySpan<byte> data)
    {
        byte[] file = new byte[4 + 4 * dimensions.Length + data.Length];
        file[2] = 0x08;
        file[3] = (byte)dimensions.Length;
        for (int axis = 0; axis < dimensions.Length; axis++)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + 4 * axis), dimensions[axis]);
        data.CopyTo(file.AsSpan(4 + 4 * dimensions.Length));
        return file;
    }

    /// <summary>Images of 28 by 28 pixels, each filled with its label.</summary>
    public static byte[] Images(params byte[] labels) =>
        Of([(uint)labels.Length, 28, 28], labels.SelectMany(label => Enumerable.Repeat(label, 28 * 28)).ToArray());

    public static byte[] Labels(params byte[] labels) => Of([(uint)labels.Length], labels);

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize)) gzip.Write(content);
        return packed.ToArray();
    }
}
