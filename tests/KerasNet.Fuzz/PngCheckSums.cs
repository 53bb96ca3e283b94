using System.Buffers.Binary;

namespace KerasNet.Fuzz;

/// <summary>Makes the check sums of a PNG's chunks right, as far as its chunks can be followed.</summary>
internal static class PngCheckSums
{
    private const int Signature = 8;

    internal static void Mend(byte[] file)
    {
        if (file is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            return;
        long at = Signature;
        while (at + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                return;
            ReadOnlySpan<byte> summed = file.AsSpan((int)at + 4, (int)length + 4);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)at + 8 + (int)length), CheckSum(summed));
            at += 12 + length;
        }
    }

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }

        return ~sum;
    }
}
