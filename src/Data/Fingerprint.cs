using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KerasNet.Data;

/// <summary>A short text that tells one set of data from another.</summary>
internal static class Fingerprint
{
    private const int Digits = 16;

    // Rows that are looked at, and how much of each: enough to tell data apart, and no wait where there are many gigabytes.
    private const int MostRows = 64;
    private const int MostBytes = 1 << 16;

    internal static string Of(IEnumerable<string> texts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        return Text(hash);
    }

    /// <summary>Of arrays: dtypes, shapes, and the numbers of rows that lie evenly among all.</summary>
    internal static string Of(IReadOnlyList<DataArray> arrays)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> place = stackalloc byte[sizeof(int)];
        foreach (DataArray array in arrays)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{array.DType.KerasName()}{array.Shape}"));
            ReadOnlySpan<byte> bytes = array.Bytes;
            int rows = Math.Min(array.Count, MostRows), rowBytes = bytes.Length / Math.Max(1, array.Count);
            for (int i = 0; i < rows; i++)
            {
                int row = (int)((long)i * array.Count / rows);
                BinaryPrimitives.WriteInt32LittleEndian(place, row);
                hash.AppendData(place);
                hash.AppendData(bytes.Slice(row * rowBytes, Math.Min(rowBytes, MostBytes)));
            }
        }

        return Text(hash);
    }

    private static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
}
