using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace KerasNet.Engine.Cpu;

/// <summary>The innermost kernel: a block of C, up to 12 rows by two vectors, stays in registers while k runs.</summary>
/// <remarks>
/// Every element is one chain of multiply-adds in ascending k, whatever the block it falls into: results do not depend on how
/// C is cut into blocks. Unrolled by hand because only named locals stay in registers; the conditions are constants to the compiler.
/// </remarks>
internal static unsafe class MatMulKernel<TOps, TVector>
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>So many steps take longer than fetching the tile of C from memory.</summary>
    private const int WorthPrefetching = 64;

    /// <summary>Computes a column of tiles, each of rows × 2 vectors of C.</summary>
    /// <param name="tiles">Tiles below each other, at least 1.</param>
    /// <param name="k">The steps.</param>
    /// <param name="firstA">First element of A.</param>
    /// <param name="strideA">Distance between rows (walk along rows) or between steps of k.</param>
    /// <param name="tileStep">Distance between tiles in A.</param>
    /// <param name="firstB">First element of B; two vectors are read at every step.</param>
    /// <param name="strideB">Distance between steps of k in B.</param>
    /// <param name="offset">Where the second vector starts, counted from the first: a vector's length, or less where the block is narrower.</param>
    /// <param name="c">Where the first tile starts in C.</param>
    /// <param name="ldc">Distance between rows of C.</param>
    /// <param name="finish">What is added and applied at the end; its bias already points at the first column of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TRows, TWalk>(
        int tiles, in MatMulRuns k, float* firstA, nint strideA, nint tileStep, float* firstB, nint strideB, nint offset, float* c, nint ldc, in MatMulFinish finish)
        where TRows : unmanaged, IMatMulCount
        where TWalk : unmanaged, IMatMulWalk
    {
        nint twice = 2 * strideA;
        nint pair = 2 * strideB;
        nint runs = k.Count;
        nint steps = k.Steps;
        nint* starts = k.Starts;
        for (; tiles > 0; tiles--, firstA += tileStep, c += sizeof(TRows) * ldc)
        {
            TVector sum0L = default, sum0R = default;
            TVector sum1L = default, sum1R = default;
            TVector sum2L = default, sum2R = default;
            TVector sum3L = default, sum3R = default;
            TVector sum4L = default, sum4R = default;
            TVector sum5L = default, sum5R = default;
            TVector sum6L = default, sum6R = default;
            TVector sum7L = default, sum7R = default;
            TVector sum8L = default, sum8R = default;
            TVector sum9L = default, sum9R = default;
            TVector sum10L = default, sum10R = default;
            TVector sum11L = default, sum11R = default;
            if (Sse.IsSupported && steps >= WorthPrefetching)
            {
                for (int r = 0; r < sizeof(TRows); r++)
                    Sse.Prefetch0(c + r * ldc);
            }

            float* b = firstB;
            float* bR = b + offset;
            TVector left, right;
            for (nint run = 0; run < runs; run++)
            {
                // Three rows share a pointer when A is walked along its rows: p[0], p[stride] and p[2 · stride] are single addressing modes.
                float* a = firstA + starts[run];
                float* a3 = sizeof(TWalk) == MatMulWalk.AlongRows ? a + 3 * strideA : a;
                float* a6 = sizeof(TWalk) == MatMulWalk.AlongRows ? a + 6 * strideA : a;
                float* a9 = sizeof(TWalk) == MatMulWalk.AlongRows ? a + 9 * strideA : a;
                // Two steps at a time: what is not arithmetic takes slots from it.
                for (nint pairs = steps >> 1; pairs != 0; pairs--)
                {
                    left = TOps.Load(b);
                    right = TOps.Load(bR);
                    Add(a[0], left, right, ref sum0L, ref sum0R);
                    if (sizeof(TRows) > 1)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[strideA] : a[1], left, right, ref sum1L, ref sum1R);
                    if (sizeof(TRows) > 2)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[twice] : a[2], left, right, ref sum2L, ref sum2R);
                    if (sizeof(TRows) > 3)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[0] : a[3], left, right, ref sum3L, ref sum3R);
                    if (sizeof(TRows) > 4)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[strideA] : a[4], left, right, ref sum4L, ref sum4R);
                    if (sizeof(TRows) > 5)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[twice] : a[5], left, right, ref sum5L, ref sum5R);
                    if (sizeof(TRows) > 6)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[0] : a[6], left, right, ref sum6L, ref sum6R);
                    if (sizeof(TRows) > 7)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[strideA] : a[7], left, right, ref sum7L, ref sum7R);
                    if (sizeof(TRows) > 8)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[twice] : a[8], left, right, ref sum8L, ref sum8R);
                    if (sizeof(TRows) > 9)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[0] : a[9], left, right, ref sum9L, ref sum9R);
                    if (sizeof(TRows) > 10)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[strideA] : a[10], left, right, ref sum10L, ref sum10R);
                    if (sizeof(TRows) > 11)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[twice] : a[11], left, right, ref sum11L, ref sum11R);

                    left = TOps.Load(b + strideB);
                    right = TOps.Load(bR + strideB);
                    Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[1] : a[strideA], left, right, ref sum0L, ref sum0R);
                    if (sizeof(TRows) > 1)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[strideA + 1] : a[strideA + 1], left, right, ref sum1L, ref sum1R);
                    if (sizeof(TRows) > 2)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[twice + 1] : a[strideA + 2], left, right, ref sum2L, ref sum2R);
                    if (sizeof(TRows) > 3)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[1] : a[strideA + 3], left, right, ref sum3L, ref sum3R);
                    if (sizeof(TRows) > 4)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[strideA + 1] : a[strideA + 4], left, right, ref sum4L, ref sum4R);
                    if (sizeof(TRows) > 5)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[twice + 1] : a[strideA + 5], left, right, ref sum5L, ref sum5R);
                    if (sizeof(TRows) > 6)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[1] : a[strideA + 6], left, right, ref sum6L, ref sum6R);
                    if (sizeof(TRows) > 7)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[strideA + 1] : a[strideA + 7], left, right, ref sum7L, ref sum7R);
                    if (sizeof(TRows) > 8)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[twice + 1] : a[strideA + 8], left, right, ref sum8L, ref sum8R);
                    if (sizeof(TRows) > 9)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[1] : a[strideA + 9], left, right, ref sum9L, ref sum9R);
                    if (sizeof(TRows) > 10)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[strideA + 1] : a[strideA + 10], left, right, ref sum10L, ref sum10R);
                    if (sizeof(TRows) > 11)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[twice + 1] : a[strideA + 11], left, right, ref sum11L, ref sum11R);
                    b += pair;
                    bR += pair;
                    if (sizeof(TWalk) == MatMulWalk.AlongRows)
                    {
                        a += 2;
                        if (sizeof(TRows) > 3)
                            a3 += 2;
                        if (sizeof(TRows) > 6)
                            a6 += 2;
                        if (sizeof(TRows) > 9)
                            a9 += 2;
                    }
                    else
                    {
                        a += 2 * strideA;
                    }
                }
                if ((steps & 1) != 0)
                {
                    left = TOps.Load(b);
                    right = TOps.Load(bR);
                    Add(a[0], left, right, ref sum0L, ref sum0R);
                    if (sizeof(TRows) > 1)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[strideA] : a[1], left, right, ref sum1L, ref sum1R);
                    if (sizeof(TRows) > 2)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a[twice] : a[2], left, right, ref sum2L, ref sum2R);
                    if (sizeof(TRows) > 3)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[0] : a[3], left, right, ref sum3L, ref sum3R);
                    if (sizeof(TRows) > 4)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[strideA] : a[4], left, right, ref sum4L, ref sum4R);
                    if (sizeof(TRows) > 5)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a3[twice] : a[5], left, right, ref sum5L, ref sum5R);
                    if (sizeof(TRows) > 6)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[0] : a[6], left, right, ref sum6L, ref sum6R);
                    if (sizeof(TRows) > 7)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[strideA] : a[7], left, right, ref sum7L, ref sum7R);
                    if (sizeof(TRows) > 8)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a6[twice] : a[8], left, right, ref sum8L, ref sum8R);
                    if (sizeof(TRows) > 9)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[0] : a[9], left, right, ref sum9L, ref sum9R);
                    if (sizeof(TRows) > 10)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[strideA] : a[10], left, right, ref sum10L, ref sum10R);
                    if (sizeof(TRows) > 11)
                        Add(sizeof(TWalk) == MatMulWalk.AlongRows ? a9[twice] : a[11], left, right, ref sum11L, ref sum11R);
                    b += strideB;
                    bR += strideB;
                }
            }

            TVector biasL = finish.Bias == null ? default : TOps.Load(finish.Bias);
            TVector biasR = finish.Bias == null ? default : TOps.Load(finish.Bias + offset);
            float* row = c;
            Store(row, sum0L, sum0R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 1)
                Store(row += ldc, sum1L, sum1R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 2)
                Store(row += ldc, sum2L, sum2R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 3)
                Store(row += ldc, sum3L, sum3R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 4)
                Store(row += ldc, sum4L, sum4R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 5)
                Store(row += ldc, sum5L, sum5R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 6)
                Store(row += ldc, sum6L, sum6R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 7)
                Store(row += ldc, sum7L, sum7R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 8)
                Store(row += ldc, sum8L, sum8R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 9)
                Store(row += ldc, sum9L, sum9R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 10)
                Store(row += ldc, sum10L, sum10R, offset, biasL, biasR, finish);
            if (sizeof(TRows) > 11)
                Store(row += ldc, sum11L, sum11R, offset, biasL, biasR, finish);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float a, TVector left, TVector right, ref TVector sumL, ref TVector sumR)
    {
        TVector factor = TOps.Broadcast(a);
        sumL = TOps.MultiplyAdd(factor, left, sumL);
        sumR = TOps.MultiplyAdd(factor, right, sumR);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, TVector left, TVector right, nint offset, TVector biasLeft, TVector biasRight, in MatMulFinish finish)
    {
        if (finish.Accumulate)
        {
            left = TOps.Add(TOps.Load(c), left);
            right = TOps.Add(TOps.Load(c + offset), right);
        }
        if (finish.Bias != null)
        {
            left = TOps.Add(left, biasLeft);
            right = TOps.Add(right, biasRight);
        }
        if (finish.Relu)
        {
            left = TOps.Relu(left);
            right = TOps.Relu(right);
        }
        TOps.Store(left, c);
        TOps.Store(right, c + offset);
    }
}
