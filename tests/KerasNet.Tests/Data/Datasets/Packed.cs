using System.Formats.Tar;
using System.IO.Compression;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>Makes <c>.tar.gz</c> archives.</summary>
internal static class Packed
{
    internal static byte[] Tar(params IEnumerable<(string Name, byte[] Content)> files)
    {
        using MemoryStream stream = new();
        using (GZipStream packed = new(stream, CompressionLevel.Optimal, leaveOpen: true))
        using (TarWriter archive = new(packed))
            foreach ((string name, byte[] content) in files)
                archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return stream.ToArray();
    }
}
