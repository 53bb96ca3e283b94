using System.Buffers.Binary;
using System.Numerics;

namespace KerasNet.Data.Images;

/// <summary>Bitmaps of 16, 24 or 32 bits: each colour is some neighbouring bits of a pixel, spread over 0 to 255.</summary>
internal static class BmpFields
{
    private static readonly (uint Red, uint Green, uint Blue, uint Alpha) s_five = (0x7C00, 0x3E0, 0x1F, 0);
    private static readonly (uint Red, uint Green, uint Blue, uint Alpha) s_eight = (0xFF0000, 0xFF00, 0xFF, 0);
    private static readonly (uint Red, uint Green, uint Blue, uint Alpha) s_eightWithAlpha = (0xFF0000, 0xFF00, 0xFF, 0xFF000000);

    internal static Image Decode(ReadOnlySpan<byte> file, BmpHeader header)
    {
        ReadOnlySpan<byte> data = file[header.PixelStart..];
        CheckLength(data, header);
        Field[] fields = Fields(header);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(header.Width * header.Height * fields.Length);
        int bytes = header.Bits / 8;
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = data.Slice(y * header.Stride, header.Stride);
            int at = header.Row(y) * header.Width * fields.Length;
            for (int x = 0; x < header.Width; x++)
            {
                uint pixel = Pixel(row.Slice(x * bytes, bytes));
                foreach (Field field in fields)
                    pixels[at++] = field.Of(pixel);
            }
        }

        return new(header.Width, header.Height, fields.Length, pixels);
    }

    /// <summary>Refuses files without room for all rows.</summary>
    internal static void CheckLength(ReadOnlySpan<byte> data, BmpHeader header)
    {
        long needed = (long)header.Stride * header.Height;
        if (needed > data.Length)
            throw new ImageFormatException($"it is cut off: its pixels take {needed:N0} bytes, {data.Length:N0} are left");
    }

    /// <summary>Red, green, blue, and alpha if a mask names it. Masks of 32 bits that are all 0 mean the usual order with alpha, as in Pillow.</summary>
    private static Field[] Fields(BmpHeader header)
    {
        var masks = header.Masks != default ? header.Masks
            : header.Bits == 16 ? s_five
            : header is { Bits: 32, Compression: BmpCompression.Fields } ? s_eightWithAlpha
            : s_eight;
        Field[] colours = [new(masks.Red), new(masks.Green), new(masks.Blue)];
        return header.Bits == 32 && masks.Alpha != 0 ? [.. colours, new(masks.Alpha)] : colours;
    }

    private static uint Pixel(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        3 => (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };

    private readonly struct Field
    {
        private readonly int _shift;
        private readonly uint _most;

        internal Field(uint mask)
        {
            _shift = BitOperations.TrailingZeroCount(mask);
            _most = mask == 0 ? 0 : mask >> _shift;
            if (mask == 0 || !BitOperations.IsPow2((ulong)_most + 1))
                throw new ImageFormatException($"the bit mask {mask:X8} of a colour is not one run of bits");
        }

        internal byte Of(uint pixel) => (byte)((ulong)((pixel >> _shift) & _most) * byte.MaxValue / _most);
    }
}
