using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Data.Images;

/// <summary>
/// The inverse DCT in whole numbers that libjpeg calls "islow" (Loeffler, Ligtenberg, Moschytz, 1989: 12 multiplications for 8 numbers): 13 bits of
/// fraction in the constants, two more bits between the passes. Eight columns, then eight rows, are transformed side by side.
/// </summary>
internal static class JpegTransform
{
    private const int ConstantBits = 13;
    private const int PassBits = 2;

    /// <summary>Makes 8 × 8 samples of a block of coefficients in natural order.</summary>
    internal static void Inverse(ReadOnlySpan<short> block, ReadOnlySpan<short> quantization, Span<byte> samples, int stride)
    {
        Block8 rows = new(
            Load(block, quantization, 0), Load(block, quantization, 8), Load(block, quantization, 16), Load(block, quantization, 24),
            Load(block, quantization, 32), Load(block, quantization, 40), Load(block, quantization, 48), Load(block, quantization, 56));
        Pass(ref rows, ConstantBits - PassBits);
        rows.Transpose();
        Pass(ref rows, ConstantBits + PassBits + 3);
        rows.Transpose();
        Store(Bytes(rows.R0, rows.R1, rows.R2, rows.R3), samples, stride);
        Store(Bytes(rows.R4, rows.R5, rows.R6, rows.R7), samples[(4 * stride)..], stride);
    }

    /// <summary>Makes 8 × 8 equal samples of a block that has but a DC coefficient.</summary>
    internal static void Fill(short coefficient, short quantization, Span<byte> samples, int stride)
    {
        int level = (((short)(coefficient * quantization) << PassBits) + (1 << (PassBits + 2))) >> (PassBits + 3);
        byte sample = (byte)Math.Clamp(level + 128, 0, byte.MaxValue);
        for (int y = 0; y < 8; y++)
            samples.Slice(y * stride, 8).Fill(sample);
    }

    /// <summary>Products keep 16 bits, as in libjpeg-turbo's vector code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(ReadOnlySpan<short> block, ReadOnlySpan<short> quantization, int start)
    {
        Vector128<short> products = Vector128.Create(block.Slice(start, 8)) * Vector128.Create(quantization.Slice(start, 8));
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(products);
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(ref Block8 v, int shift)
    {
        // Even part: coefficients 0, 2, 4, 6.
        Vector256<int> z1 = (v.R2 + v.R6) * 4433;
        Vector256<int> t2 = z1 - v.R6 * 15137;
        Vector256<int> t3 = z1 + v.R2 * 6270;
        Vector256<int> t0 = (v.R0 + v.R4) << ConstantBits;
        Vector256<int> t1 = (v.R0 - v.R4) << ConstantBits;
        Vector256<int> rounding = Vector256.Create(1 << (shift - 1));
        Vector256<int> e0 = t0 + t3 + rounding;
        Vector256<int> e3 = t0 - t3 + rounding;
        Vector256<int> e1 = t1 + t2 + rounding;
        Vector256<int> e2 = t1 - t2 + rounding;

        // Odd part: coefficients 1, 3, 5, 7.
        Vector256<int> z3 = v.R7 + v.R3;
        Vector256<int> z4 = v.R5 + v.R1;
        Vector256<int> z5 = (z3 + z4) * 9633;
        z3 = z5 - z3 * 16069;
        z4 = z5 - z4 * 3196;
        z1 = (v.R7 + v.R1) * 7373;
        Vector256<int> z2 = (v.R5 + v.R3) * 20995;
        Vector256<int> o0 = v.R7 * 2446 - z1 + z3;
        Vector256<int> o1 = v.R5 * 16819 - z2 + z4;
        Vector256<int> o2 = v.R3 * 25172 - z2 + z3;
        Vector256<int> o3 = v.R1 * 12299 - z1 + z4;

        v.R0 = (e0 + o3) >> shift;
        v.R7 = (e0 - o3) >> shift;
        v.R1 = (e1 + o2) >> shift;
        v.R6 = (e1 - o2) >> shift;
        v.R2 = (e2 + o1) >> shift;
        v.R5 = (e2 - o1) >> shift;
        v.R3 = (e3 + o0) >> shift;
        v.R4 = (e3 - o0) >> shift;
    }

    /// <summary>Four rows as bytes around 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Bytes(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) =>
        Vector256.Narrow(Vector256.Narrow(Level(a), Level(b)), Vector256.Narrow(Level(c), Level(d)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Level(Vector256<int> values) =>
        Vector256.Min(Vector256.Max(values + Vector256.Create(128), Vector256<int>.Zero), Vector256.Create((int)byte.MaxValue)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<byte> rows, Span<byte> samples, int stride)
    {
        Vector256<ulong> eights = rows.AsUInt64();
        MemoryMarshal.Write(samples, eights[0]);
        MemoryMarshal.Write(samples[stride..], eights[1]);
        MemoryMarshal.Write(samples[(2 * stride)..], eights[2]);
        MemoryMarshal.Write(samples[(3 * stride)..], eights[3]);
    }
}
