using System.Buffers.Binary;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Fuzz;

/// <summary>Makes check sums of the newer structures of an HDF5 file right, as far as their length is known without following the file.</summary>
internal static class Hdf5CheckSums
{
    private const int SumBytes = 4;

    /// <summary>The bytes of structures before their check sum, where addresses and lengths have eight bytes.</summary>
    private static readonly (byte[] Signature, int Length)[] s_fixed =
    [
        ("BTHD"u8.ToArray(), 34),
        ("FRHP"u8.ToArray(), 142),
        ("FAHD"u8.ToArray(), 24),
        ("EAHD"u8.ToArray(), 68),
    ];

    internal static void Mend(byte[] file)
    {
        if (file.AsSpan().StartsWith(Superblock.Signature) && file is [_, _, _, _, _, _, _, _, 2 or 3, ..])
            Write(file, 0, 44);
        foreach ((byte[] signature, int length) in s_fixed)
            foreach (int at in Places(file, signature))
                Write(file, at, length);
        foreach (int at in Places(file, "OHDR"u8.ToArray()))
            if (at + 6 <= file.Length && HeaderBytes(file, at) is var length and < int.MaxValue / 2)
                Write(file, at, (int)length);
    }

    /// <summary>The bytes of an object header: what stands before its messages depends on its flags.</summary>
    private static long HeaderBytes(byte[] file, int at)
    {
        int flags = file[at + 5];
        int prefix = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        long messages = 0;
        int sizeBytes = 1 << (flags & 3);
        for (int i = Math.Min(sizeBytes, 4) - 1; i >= 0 && at + prefix + i < file.Length; i--)
            messages = (messages << 8) | file[at + prefix + i];
        return prefix + sizeBytes + messages;
    }

    private static List<int> Places(byte[] file, byte[] signature)
    {
        List<int> places = [];
        for (int from = 0; file.AsSpan(from).IndexOf(signature) is var found and >= 0; from += found + 1)
            places.Add(from + found);
        return places;
    }

    private static void Write(byte[] file, int at, int length)
    {
        if (at + length + SumBytes <= file.Length)
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + length), Lookup3.Hash(file.AsSpan(at, length)));
    }
}
