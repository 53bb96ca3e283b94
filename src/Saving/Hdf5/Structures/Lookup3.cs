using System.Buffers.Binary;
using System.Numerics;

namespace KerasNet.Saving.Hdf5;

/// <summary>The check sum of HDF5's newer structures: Bob Jenkins' lookup3, <c>hashlittle</c> with start value 0.</summary>
internal static class Lookup3
{
    internal static uint Hash(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xDEADBEEF + (uint)bytes.Length;
        uint b = a;
        uint c = a;
        while (bytes.Length > 12)
        {
            Add(bytes, ref a, ref b, ref c);
            a -= c; a ^= BitOperations.RotateLeft(c, 4); c += b;
            b -= a; b ^= BitOperations.RotateLeft(a, 6); a += c;
            c -= b; c ^= BitOperations.RotateLeft(b, 8); b += a;
            a -= c; a ^= BitOperations.RotateLeft(c, 16); c += b;
            b -= a; b ^= BitOperations.RotateLeft(a, 19); a += c;
            c -= b; c ^= BitOperations.RotateLeft(b, 4); b += a;
            bytes = bytes[12..];
        }

        if (bytes.Length == 0)
            return c;
        Span<byte> last = stackalloc byte[12];
        last.Clear();
        bytes.CopyTo(last);
        Add(last, ref a, ref b, ref c);
        c ^= b; c -= BitOperations.RotateLeft(b, 14);
        a ^= c; a -= BitOperations.RotateLeft(c, 11);
        b ^= a; b -= BitOperations.RotateLeft(a, 25);
        c ^= b; c -= BitOperations.RotateLeft(b, 16);
        a ^= c; a -= BitOperations.RotateLeft(c, 4);
        b ^= a; b -= BitOperations.RotateLeft(a, 14);
        c ^= b; c -= BitOperations.RotateLeft(b, 24);
        return c;
    }

    private static void Add(ReadOnlySpan<byte> bytes, ref uint a, ref uint b, ref uint c)
    {
        a += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        b += BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
    }
}
