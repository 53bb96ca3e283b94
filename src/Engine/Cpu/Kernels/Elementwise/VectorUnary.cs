using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A function of one vector.</summary>
internal interface IVectorUnary<T>
    where T : unmanaged
{
    static abstract Vector<T> Invoke(Vector<T> x);
}

/// <summary>Applies a vector function to a tile. Every element, the last ones included, goes through the same instructions.</summary>
internal static unsafe class VectorUnary<T, TOp>
    where T : unmanaged
    where TOp : struct, IVectorUnary<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        T* x = (T*)a;
        T* y = (T*)result;
        nint width = Vector<T>.Count, i = 0;
        for (; i <= n - width; i += width)
            TOp.Invoke(Vector.Load(x + i)).Store(y + i);
        if (i < n)
            TileVector.StorePart(TOp.Invoke(TileVector.LoadPart(x + i, n - i)), y + i, n - i);
    }
}
