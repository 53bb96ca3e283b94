using System.Text;

namespace KerasNet.Layers;

/// <summary>Hashes of texts and whole numbers into buckets: FarmHash64 of the UTF-8 bytes, or SipHash under a salt. Numbers are hashed as decimal text.</summary>
internal sealed class TextHash
{
    private const int OnStack = 256;

    private static readonly TextHash s_farm = new(null);

    private readonly (ulong First, ulong Second)? _key;

    /// <summary>Sets up hashing.</summary>
    /// <param name="salt">The two halves of a key; none for FarmHash.</param>
    internal TextHash(long[]? salt) => _key = salt is null ? null : ((ulong)salt[0], (ulong)salt[1]);

    /// <summary>A salt as two numbers: one counts twice.</summary>
    internal static long[]? Salt(long[]? salt, Layer layer) => salt switch
    {
        null => null,
        [var both] => [both, both],
        [_, _] => salt,
        _ => throw new ArgumentException($"{layer}: salt must be one whole number or two. Received: {salt.Length}.", nameof(salt)),
    };

    /// <summary>The FarmHash64 of a text.</summary>
    internal static ulong Fingerprint(ReadOnlySpan<char> text) => s_farm.Hash(text);

    /// <summary>The bucket of a text.</summary>
    internal long Bucket(ReadOnlySpan<char> text, long buckets) => (long)(Hash(text) % (ulong)buckets);

    /// <summary>The bucket of a whole number.</summary>
    internal long Bucket(long number, long buckets)
    {
        Span<byte> text = stackalloc byte[20];
        number.TryFormat(text, out int length, default, System.Globalization.CultureInfo.InvariantCulture);
        return (long)(Hash(text[..length]) % (ulong)buckets);
    }

    private ulong Hash(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        return Hash(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private ulong Hash(ReadOnlySpan<byte> bytes) => _key is { } key ? SipHash.Hash(bytes, key.First, key.Second) : FarmHash.Fingerprint(bytes);
}
