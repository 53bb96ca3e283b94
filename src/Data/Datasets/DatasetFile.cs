using System.Security.Cryptography;

namespace KerasNet.Data;

/// <summary>A published file of a data set, by which a download is recognised.</summary>
/// <param name="Name">Name at the mirror and in the cache, ending in .gz.</param>
/// <param name="Bytes">Its exact size.</param>
/// <param name="Sha256">Its checksum, in lower-case hexadecimal.</param>
internal sealed record DatasetFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Null if the file at <paramref name="path"/> is this one, else what is wrong with it.</summary>
    public string? Fault(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length != Bytes)
            return WrongSize(file.Length);
        return Fault(SHA256.HashData(file));
    }

    /// <summary>Null if this is the checksum of the file, else what is wrong with it.</summary>
    public string? Fault(ReadOnlySpan<byte> sha256)
    {
        string received = Convert.ToHexStringLower(sha256);
        return received == Sha256 ? null : $"wrong checksum: expected SHA-256 {Sha256}, received {received}";
    }

    public string WrongSize(long received) => $"wrong size: expected {Bytes:N0} bytes, received {received:N0}";

    /// <summary>The names under which people keep this file, packed or not.</summary>
    public IEnumerable<string> LocalNames()
    {
        string plain = Path.GetFileNameWithoutExtension(Name);
        string dotted = plain.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [Name, plain, dotted + ".gz", dotted];
    }
}
