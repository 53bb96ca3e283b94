using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A function of two vectors.</summary>
internal interface IVectorBinary<T>
    where T : unmanaged
{
    static abstract Vector<T> Invoke(Vector<T> x, Vector<T> y);
}

/// <summary>Applies a vector function to two tiles, or to a tile and a number.</summary>
internal static unsafe class VectorBinary<T, TOp, TX, TY>
    where T : unmanaged
    where TOp : struct, IVectorBinary<T>
    where TX : struct, ITileOperand
    where TY : struct, ITileOperand
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        T* x = (T*)a;
        T* y = (T*)b;
        T* z = (T*)result;
        Vector<T> allX = TX.IsScalar ? new Vector<T>(*x) : default;
        Vector<T> allY = TY.IsScalar ? new Vector<T>(*y) : default;
        nint width = Vector<T>.Count, i = 0;
        for (; i <= n - 2 * width; i += 2 * width)
        {
            Vector<T> first = TOp.Invoke(TX.IsScalar ? allX : Vector.Load(x + i), TY.IsScalar ? allY : Vector.Load(y + i));
            Vector<T> second = TOp.Invoke(TX.IsScalar ? allX : Vector.Load(x + i + width), TY.IsScalar ? allY : Vector.Load(y + i + width));
            first.Store(z + i);
            second.Store(z + i + width);
        }

        for (; i < n; i += width)
        {
            nint count = Math.Min(width, n - i);
            Vector<T> part = TOp.Invoke(TX.IsScalar ? allX : TileVector.LoadPart(x + i, count), TY.IsScalar ? allY : TileVector.LoadPart(y + i, count));
            TileVector.StorePart(part, z + i, count);
        }
    }
}
