namespace KerasNet.Data;

/// <summary>What files of a folder are looked for.</summary>
/// <param name="Name">What they are called in messages, in the plural.</param>
/// <param name="Endings">How their names end, in either case.</param>
internal sealed record FileKind(string Name, params string[] Endings)
{
    internal static readonly FileKind Pictures = new("pictures", ".bmp", ".gif", ".jpeg", ".jpg", ".png");

    internal static readonly FileKind Texts = new("texts", ".txt");

    /// <summary>Larger files are not read.</summary>
    private const long MostBytes = 1 << 28;

    /// <summary>Whether a file is called like one of these.</summary>
    internal bool Includes(string file) => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Memory for a file, if it is not too large.</summary>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    internal static byte[] Allocate(long bytes) => bytes <= MostBytes
        ? GC.AllocateUninitializedArray<byte>((int)bytes)
        : throw new InvalidDataException($"it has {bytes:N0} bytes; at most {MostBytes:N0} are read");
}
