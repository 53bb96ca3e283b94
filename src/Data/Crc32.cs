using System.Buffers.Binary;

namespace KerasNet.Data;

/// <summary>The check sum of zip archives and of PNG's chunks (RFC 2083, 15): CRC-32 with the reversed polynomial EDB88320.</summary>
internal static class Crc32
{
    private const int Width = 256;
    private const int Stride = 8;

    // Row k is what a byte does to the sum k bytes later, so that eight bytes are taken at once.
    private static readonly uint[] s_table = Table();

    /// <summary>The sum of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The sum of those that came before them.</param>
    internal static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        uint[] table = s_table;
        uint crc = ~before;
        for (; bytes.Length >= Stride; bytes = bytes[Stride..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(7 * Width) + (byte)low] ^ table[(6 * Width) + (byte)(low >> 8)] ^ table[(5 * Width) + (byte)(low >> 16)] ^ table[(4 * Width) + (low >> 24)]
                ^ table[(3 * Width) + (byte)high] ^ table[(2 * Width) + (byte)(high >> 8)] ^ table[Width + (byte)(high >> 16)] ^ table[high >> 24];
        }

        foreach (byte value in bytes)
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] Table()
    {
        uint[] table = new uint[Stride * Width];
        for (int i = 0; i < Width; i++)
        {
            uint entry = (uint)i;
            for (int bit = 0; bit < 8; bit++)
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            table[i] = entry;
        }

        for (int i = Width; i < table.Length; i++)
            table[i] = table[(byte)table[i - Width]] ^ (table[i - Width] >> 8);
        return table;
    }
}
