using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasNet.Data.Images;

/// <summary>8 × 8 numbers, a vector per row.</summary>
internal ref struct Block8(
    Vector256<int> r0, Vector256<int> r1, Vector256<int> r2, Vector256<int> r3, Vector256<int> r4, Vector256<int> r5, Vector256<int> r6, Vector256<int> r7)
{
    internal Vector256<int> R0 = r0;
    internal Vector256<int> R1 = r1;
    internal Vector256<int> R2 = r2;
    internal Vector256<int> R3 = r3;
    internal Vector256<int> R4 = r4;
    internal Vector256<int> R5 = r5;
    internal Vector256<int> R6 = r6;
    internal Vector256<int> R7 = r7;

    /// <summary>Makes columns of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Transpose()
    {
        if (Avx2.IsSupported)
            TransposeByVectors();
        else
            TransposeByNumbers();
    }

    /// <summary>Pairs of numbers, pairs of pairs, then halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TransposeByVectors()
    {
        Vector256<long> a0 = Avx2.UnpackLow(R0, R1).AsInt64();
        Vector256<long> a1 = Avx2.UnpackHigh(R0, R1).AsInt64();
        Vector256<long> a2 = Avx2.UnpackLow(R2, R3).AsInt64();
        Vector256<long> a3 = Avx2.UnpackHigh(R2, R3).AsInt64();
        Vector256<long> a4 = Avx2.UnpackLow(R4, R5).AsInt64();
        Vector256<long> a5 = Avx2.UnpackHigh(R4, R5).AsInt64();
        Vector256<long> a6 = Avx2.UnpackLow(R6, R7).AsInt64();
        Vector256<long> a7 = Avx2.UnpackHigh(R6, R7).AsInt64();
        Vector256<int> b0 = Avx2.UnpackLow(a0, a2).AsInt32();
        Vector256<int> b1 = Avx2.UnpackHigh(a0, a2).AsInt32();
        Vector256<int> b2 = Avx2.UnpackLow(a1, a3).AsInt32();
        Vector256<int> b3 = Avx2.UnpackHigh(a1, a3).AsInt32();
        Vector256<int> b4 = Avx2.UnpackLow(a4, a6).AsInt32();
        Vector256<int> b5 = Avx2.UnpackHigh(a4, a6).AsInt32();
        Vector256<int> b6 = Avx2.UnpackLow(a5, a7).AsInt32();
        Vector256<int> b7 = Avx2.UnpackHigh(a5, a7).AsInt32();
        const byte LowHalves = 0x20;
        const byte HighHalves = 0x31;
        R0 = Avx2.Permute2x128(b0, b4, LowHalves);
        R1 = Avx2.Permute2x128(b1, b5, LowHalves);
        R2 = Avx2.Permute2x128(b2, b6, LowHalves);
        R3 = Avx2.Permute2x128(b3, b7, LowHalves);
        R4 = Avx2.Permute2x128(b0, b4, HighHalves);
        R5 = Avx2.Permute2x128(b1, b5, HighHalves);
        R6 = Avx2.Permute2x128(b2, b6, HighHalves);
        R7 = Avx2.Permute2x128(b3, b7, HighHalves);
    }

    private void TransposeByNumbers()
    {
        Span<int> rows = stackalloc int[64];
        R0.CopyTo(rows);
        R1.CopyTo(rows[8..]);
        R2.CopyTo(rows[16..]);
        R3.CopyTo(rows[24..]);
        R4.CopyTo(rows[32..]);
        R5.CopyTo(rows[40..]);
        R6.CopyTo(rows[48..]);
        R7.CopyTo(rows[56..]);
        R0 = Column(rows, 0);
        R1 = Column(rows, 1);
        R2 = Column(rows, 2);
        R3 = Column(rows, 3);
        R4 = Column(rows, 4);
        R5 = Column(rows, 5);
        R6 = Column(rows, 6);
        R7 = Column(rows, 7);
    }

    private static Vector256<int> Column(ReadOnlySpan<int> rows, int i) =>
        Vector256.Create(rows[i], rows[8 + i], rows[16 + i], rows[24 + i], rows[32 + i], rows[40 + i], rows[48 + i], rows[56 + i]);
}
