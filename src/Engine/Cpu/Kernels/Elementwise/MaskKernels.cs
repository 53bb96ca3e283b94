using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>
/// Truth values inside a tile: a byte of 0 or 1 in memory, or all bits of a 32-bit element where comparisons and choices of such elements meet.
/// </summary>
internal static unsafe class MaskKernels
{
    /// <summary>Masks to bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ToBytes(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        uint* mask = (uint*)a;
        nint i = 0;
        for (; i <= n - 16; i += 16)
        {
            Vector128<ushort> low = Vector128.Narrow(Vector128.Load(mask + i), Vector128.Load(mask + i + 4));
            Vector128<ushort> high = Vector128.Narrow(Vector128.Load(mask + i + 8), Vector128.Load(mask + i + 12));
            (Vector128.Narrow(low, high) & Vector128<byte>.One).Store(result + i);
        }

        for (; i < n; i++)
            result[i] = (byte)(mask[i] & 1);
    }

    /// <summary>Bytes to masks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FromBytes(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        int* mask = (int*)result;
        nint i = 0;
        for (; i <= n - 16; i += 16)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(a + i));
            (Vector128<uint> w0, Vector128<uint> w1) = Vector128.Widen(low);
            (Vector128<uint> w2, Vector128<uint> w3) = Vector128.Widen(high);
            (-w0.AsInt32()).Store(mask + i);
            (-w1.AsInt32()).Store(mask + i + 4);
            (-w2.AsInt32()).Store(mask + i + 8);
            (-w3.AsInt32()).Store(mask + i + 12);
        }

        for (; i < n; i++)
            mask[i] = -a[i];
    }
}

/// <summary>Takes 32-bit elements from the second or third operand as the masks of the first say.</summary>
internal static unsafe class MaskSelect<TX, TY>
    where TX : struct, ITileOperand
    where TY : struct, ITileOperand
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        int* mask = (int*)a;
        int* x = (int*)b;
        int* y = (int*)c;
        int* z = (int*)result;
        Vector<int> allX = TX.IsScalar ? new Vector<int>(*x) : default;
        Vector<int> allY = TY.IsScalar ? new Vector<int>(*y) : default;
        nint width = Vector<int>.Count, i = 0;
        for (; i <= n - width; i += width)
            Vector.ConditionalSelect(Vector.Load(mask + i), TX.IsScalar ? allX : Vector.Load(x + i), TY.IsScalar ? allY : Vector.Load(y + i)).Store(z + i);
        for (; i < n; i++)
            z[i] = mask[i] != 0 ? x[TX.IsScalar ? 0 : i] : y[TY.IsScalar ? 0 : i];
    }
}
