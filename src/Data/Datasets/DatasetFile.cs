using System.Security.Cryptography;

namespace KerasNet.Data;

/// <summary>A published file of a data set, by which a download is recognised.</summary>
/// <param name="Name">Name at the mirror and in the cache.</param>
/// <param name="Bytes">Its exact size.</param>
/// <param name="Checksum">Its checksum as published, in lower-case hexadecimal: SHA-256, or MD5 where nothing else is published; the length tells which.</param>
internal sealed record DatasetFile(string Name, long Bytes, string Checksum)
{
    private const int Md5Digits = 32;

    /// <summary>Other names under which people keep this file, or what it unpacks to.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How the checksum is made.</summary>
    public HashAlgorithmName Algorithm => Checksum.Length == Md5Digits ? HashAlgorithmName.MD5 : HashAlgorithmName.SHA256;

    /// <summary>Null if the file at <paramref name="path"/> is this one, else what is wrong with it.</summary>
    public string? Fault(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length != Bytes)
            return WrongSize(file.Length);
        return Fault(CryptographicOperations.HashData(Algorithm, file));
    }

    /// <summary>Null if this is the checksum of the file, else what is wrong with it.</summary>
    public string? Fault(ReadOnlySpan<byte> checksum)
    {
        string received = Convert.ToHexStringLower(checksum);
        return received == Checksum ? null : $"wrong checksum: expected {(Algorithm == HashAlgorithmName.MD5 ? "MD5" : "SHA-256")} {Checksum}, received {received}";
    }

    public string WrongSize(long received) => $"wrong size: expected {Bytes:N0} bytes, received {received:N0}";

    /// <summary>The names under which people keep this file.</summary>
    public IEnumerable<string> LocalNames() => [Name, .. Aliases];
}
