using System.Buffers.Binary;
using System.Text;

namespace KerasNet.Data.Images;

/// <summary>The chunks of a PNG that matter for its pixels (RFC 2083, 3.2). Check sums count up to the first pixel chunk, as in Pillow; later chunks are not looked at.</summary>
/// <param name="Header">Size and kind.</param>
/// <param name="Palette">Red, green, blue of each entry; empty without a palette.</param>
/// <param name="Transparency">The tRNS chunk; empty without one.</param>
/// <param name="CompressedPixels">The contents of the IDAT chunks, joined.</param>
internal sealed record PngFile(PngHeader Header, byte[] Palette, byte[] Transparency, byte[] CompressedPixels)
{
    private const uint HeaderName = 0x49484452;
    private const uint PaletteName = 0x504C5445;
    private const uint TransparencyName = 0x74524E53;
    private const uint PixelsName = 0x49444154;
    private const uint EndName = 0x49454E44;
    private const int Overhead = 12;

    internal static PngFile Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[PngCodec.Signature.Length..];
        PngHeader? header = null;
        byte[] palette = [];
        byte[] transparency = [];
        while (rest.Length > 0)
        {
            (uint name, uint length) = Begin(rest);
            if (header is null && name != HeaderName)
                throw new ImageFormatException($"its first chunk is '{Text(name)}', expected 'IHDR'");
            if (name == PixelsName)
                return new(header!, Checked(palette, header!), transparency, JoinPixels(rest));
            if (name == EndName)
                break;
            if (length > rest.Length - Overhead)
                throw new ImageFormatException($"it is cut off: its chunk '{Text(name)}' claims {length:N0} bytes, {Math.Max(0, rest.Length - Overhead):N0} are left");
            ReadOnlySpan<byte> data = rest.Slice(8, (int)length);
            if (BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + data.Length)..]) != Crc32.Of(rest.Slice(4, 4 + data.Length)))
                throw new ImageFormatException($"the check sum of its chunk '{Text(name)}' is wrong");
            switch (name)
            {
                case HeaderName:
                    header = header is null ? PngHeader.Read(data) : throw new ImageFormatException("it has two header chunks");
                    break;
                case PaletteName:
                    palette = data.ToArray();
                    break;
                case TransparencyName:
                    transparency = data.ToArray();
                    break;
            }

            rest = rest[(data.Length + Overhead)..];
        }

        throw new ImageFormatException("it has no pixel data");
    }

    private static (uint Name, uint Length) Begin(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 8)
            throw new ImageFormatException("it is cut off between two chunks");
        uint name = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        foreach (byte letter in rest.Slice(4, 4))
            if (!char.IsAsciiLetter((char)letter))
                throw new ImageFormatException($"the name of a chunk is {name:X8}, expected four letters");
        return (name, BinaryPrimitives.ReadUInt32BigEndian(rest));
    }

    /// <summary>The contents of consecutive IDAT chunks. A cut off one is taken as far as it goes: the rows decide whether enough is there.</summary>
    private static byte[] JoinPixels(ReadOnlySpan<byte> rest)
    {
        byte[] joined = GC.AllocateUninitializedArray<byte>(rest.Length);
        int total = 0;
        while (rest.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(rest[4..]) == PixelsName)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest), (uint)(rest.Length - 8));
            rest.Slice(8, length).CopyTo(joined.AsSpan(total));
            total += length;
            rest = rest[Math.Min(rest.Length, length + Overhead)..];
        }

        Array.Resize(ref joined, total);
        return joined;
    }

    private static byte[] Checked(byte[] palette, PngHeader header)
    {
        if (header.Colour == PngColour.Palette && (palette.Length == 0 || palette.Length % 3 != 0 || palette.Length > 768))
            throw new ImageFormatException($"its palette has {palette.Length} bytes, expected 3 for each of 1 to 256 entries");
        return palette;
    }

    private static string Text(uint name)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(letters, name);
        return Encoding.ASCII.GetString(letters);
    }
}
