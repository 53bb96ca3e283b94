namespace KerasNet.Data.Images;

/// <summary>Names what a file is that no codec reads, by its first bytes.</summary>
internal static class UnknownFormat
{
    private static readonly (int Offset, byte[] Bytes, string Name)[] s_formats =
    [
        (0, [.. "GIF8"u8], "a GIF"),
        (8, [.. "WEBP"u8], "a WebP"),
        (0, [.. "II*\0"u8], "a TIFF"),
        (0, [.. "MM\0*"u8], "a TIFF"),
        (4, [.. "ftypheic"u8], "a HEIC"),
        (4, [.. "ftypavif"u8], "an AVIF"),
        (0, [0xFF, 0x0A], "a JPEG XL"),
        (0, [0, 0, 0, 12, .. "jP  "u8], "a JPEG 2000"),
        (0, [0, 0, 1, 0], "an icon"),
        (0, [.. "P6"u8], "a PPM"),
        (0, [.. "%PDF"u8], "a PDF"),
        (0, [.. "PK"u8], "a zip archive"),
        (0, [.. "<"u8], "markup"),
    ];

    internal static string Describe(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            return "it is empty";
        foreach ((int offset, byte[] bytes, string name) in s_formats)
            if (start.Length >= offset + bytes.Length && start.Slice(offset, bytes.Length).SequenceEqual(bytes))
                return $"it is {name}";
        return $"its format is not known, it begins with the bytes {Convert.ToHexString(start[..Math.Min(8, start.Length)])}";
    }
}
