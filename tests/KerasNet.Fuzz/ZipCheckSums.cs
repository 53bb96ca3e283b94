using System.Buffers.Binary;
using KerasNet.Data;

namespace KerasNet.Fuzz;

/// <summary>Makes the check sums in the directory of a zip archive those of what its members hold, as far as the members can be found.</summary>
internal static class ZipCheckSums
{
    private const int EntryBytes = 46;
    private const int HeaderBytes = 30;
    private const int SumAt = 16;

    internal static void Mend(byte[] file)
    {
        for (int at = 0; file.AsSpan(at).IndexOf("PK\x01\x02"u8) is var found and >= 0; at += found + 1)
        {
            Span<byte> entry = file.AsSpan(at + found);
            if (entry.Length < EntryBytes)
                return;
            long header = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]), size = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
            if (header + HeaderBytes > file.Length)
                continue;
            ReadOnlySpan<byte> local = file.AsSpan((int)header);
            long start = header + HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
            if (start + size <= file.Length)
                BinaryPrimitives.WriteUInt32LittleEndian(entry[SumAt..], Crc32.Of(file.AsSpan((int)start, (int)size)));
        }
    }
}
