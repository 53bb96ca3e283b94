using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Vectors at the end of a tile, where fewer elements than a vector's are left.</summary>
internal static unsafe class TileVector
{
    /// <summary>Reads <paramref name="count"/> elements, fewer than a vector's; the others are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> LoadPart<T>(T* source, nint count)
        where T : unmanaged
    {
        Vector<T> vector = default;
        Unsafe.CopyBlockUnaligned(&vector, source, (uint)(count * sizeof(T)));
        return vector;
    }

    /// <summary>Writes the first <paramref name="count"/> elements of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StorePart<T>(Vector<T> vector, T* target, nint count)
        where T : unmanaged
        => Unsafe.CopyBlockUnaligned(target, &vector, (uint)(count * sizeof(T)));
}
