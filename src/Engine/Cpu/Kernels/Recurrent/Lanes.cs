using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Vectors of a row whose last one may be cut short.</summary>
internal static unsafe class Lanes
{
    /// <summary>Elements in a vector.</summary>
    internal static nint Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    /// <summary>Reads <paramref name="count"/> elements, at most a vector's; the others are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Load(float* source, nint count) => count == Width ? Vector.Load(source) : TileVector.LoadPart(source, count);

    /// <summary>Writes the first <paramref name="count"/> elements of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector<float> vector, float* target, nint count)
    {
        if (count == Width)
            vector.Store(target);
        else
            TileVector.StorePart(vector, target, count);
    }

    /// <summary>Adds one row to another.</summary>
    internal static void Add(nint count, float* row, float* to)
    {
        for (nint j = 0, n; j < count; j += n)
        {
            n = Math.Min(Width, count - j);
            Store(Load(to + j, n) + Load(row + j, n), to + j, n);
        }
    }

    /// <summary>Copies one row to another, unless that is null.</summary>
    internal static void Copy(nint count, float* row, float* to)
    {
        if (to != null)
            Unsafe.CopyBlockUnaligned(to, row, (uint)(count * sizeof(float)));
    }

    /// <summary>Fills a row with zeros.</summary>
    internal static void Clear(nint count, float* row) => Unsafe.InitBlockUnaligned(row, 0, (uint)(count * sizeof(float)));
}
