using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasNet.Saving.Hdf5;

/// <summary>Numbers of the kinds that files hold.</summary>
internal static class Numbers
{
    /// <summary>The dtype of the same bits; null for kinds that have none.</summary>
    internal static DType? TensorType(ElementKind kind) => kind switch
    {
        ElementKind.Float32 => DType.Float32,
        ElementKind.Float64 => DType.Float64,
        ElementKind.Int32 => DType.Int32,
        ElementKind.Int64 => DType.Int64,
        ElementKind.UInt8 => DType.UInt8,
        ElementKind.Bool => DType.Bool,
        _ => null,
    };

    /// <summary>Numbers in this machine's byte order into a tensor of as many, converted as a cast does it.</summary>
    internal static void Convert(ReadOnlySpan<byte> bytes, ElementKind kind, TensorData target)
    {
        int size = target.Length == 0 ? 0 : (int)(bytes.Length / target.Length);
        for (int i = 0; i < target.Length; i++)
            target.SetDouble(i, Get(bytes[(i * size)..], kind));
    }

    /// <summary>The number in this machine's byte order at the start of some bytes.</summary>
    internal static double Get(ReadOnlySpan<byte> bytes, ElementKind kind) => kind switch
    {
        ElementKind.Int8 => (sbyte)bytes[0],
        ElementKind.Int16 => MemoryMarshal.Read<short>(bytes),
        ElementKind.Int32 => MemoryMarshal.Read<int>(bytes),
        ElementKind.Int64 => MemoryMarshal.Read<long>(bytes),
        ElementKind.UInt16 => MemoryMarshal.Read<ushort>(bytes),
        ElementKind.UInt32 => MemoryMarshal.Read<uint>(bytes),
        ElementKind.UInt64 => MemoryMarshal.Read<ulong>(bytes),
        ElementKind.Float16 => (double)MemoryMarshal.Read<Half>(bytes),
        ElementKind.BFloat16 => BitConverter.UInt32BitsToSingle((uint)MemoryMarshal.Read<ushort>(bytes) << 16),
        ElementKind.Float32 => MemoryMarshal.Read<float>(bytes),
        ElementKind.Float64 => MemoryMarshal.Read<double>(bytes),
        _ => bytes[0],
    };

    /// <summary>Reverses the bytes of each element in place.</summary>
    internal static void ReverseBytes(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                Span<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<uint> words = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            default:
                Span<ulong> doubles = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                break;
        }
    }
}
