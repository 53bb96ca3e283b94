namespace KerasNet.Data.Images;

/// <summary>The check sum of PNG's chunks (RFC 2083, 15): CRC-32 with the reversed polynomial EDB88320.</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(Entry)];

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = s_table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Entry(int index)
    {
        uint entry = (uint)index;
        for (int bit = 0; bit < 8; bit++)
            entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
        return entry;
    }
}
