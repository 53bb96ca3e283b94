using System.Runtime.CompilerServices;

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
    /// <summary>Computes rows × 2 vectors of C.</summary>
    /// <param name="k">Steps, at least 1.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="strideA">Distance between rows (walk along rows) or between steps of k.</param>
    /// <param name="b">First element of B; two vectors are read at every step.</param>
    /// <param name="strideB">Distance between steps of k in B.</param>
    /// <param name="right">Where the second vector starts, counted from the first: a vector's length, or less where the block is narrower.</param>
    /// <param name="c">Where the block starts in C.</param>
    /// <param name="ldc">Distance between rows of C.</param>
    /// <param name="finish">What is added and applied at the end; its bias already points at the first column of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TRows, TWalk>(nint k, float* a, nint strideA, float* b, nint strideB, nint right, float* c, nint ldc, in MatMulFinish finish)
        where TRows : struct, IMatMulCount
        where TWalk : struct, IMatMulWalk
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
        // Three rows share a pointer when A is walked along its rows: p[0], p[stride] and p[2 · stride] are single addressing modes.
        nint twice = 2 * strideA;
        float* a3 = TWalk.AlongRows ? a + 3 * strideA : a;
        float* a6 = TWalk.AlongRows ? a + 6 * strideA : a;
        float* a9 = TWalk.AlongRows ? a + 9 * strideA : a;
        do
        {
            TVector bL = TOps.Load(b);
            TVector bR = TOps.Load(b + right);
            b += strideB;
            TVector x;
            x = TOps.Broadcast(TWalk.AlongRows ? a[0] : a[0]);
            sum0L = TOps.MultiplyAdd(x, bL, sum0L);
            sum0R = TOps.MultiplyAdd(x, bR, sum0R);
            if (TRows.Value > 1)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a[strideA] : a[1]);
                sum1L = TOps.MultiplyAdd(x, bL, sum1L);
                sum1R = TOps.MultiplyAdd(x, bR, sum1R);
            }
            if (TRows.Value > 2)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a[twice] : a[2]);
                sum2L = TOps.MultiplyAdd(x, bL, sum2L);
                sum2R = TOps.MultiplyAdd(x, bR, sum2R);
            }
            if (TRows.Value > 3)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a3[0] : a[3]);
                sum3L = TOps.MultiplyAdd(x, bL, sum3L);
                sum3R = TOps.MultiplyAdd(x, bR, sum3R);
            }
            if (TRows.Value > 4)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a3[strideA] : a[4]);
                sum4L = TOps.MultiplyAdd(x, bL, sum4L);
                sum4R = TOps.MultiplyAdd(x, bR, sum4R);
            }
            if (TRows.Value > 5)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a3[twice] : a[5]);
                sum5L = TOps.MultiplyAdd(x, bL, sum5L);
                sum5R = TOps.MultiplyAdd(x, bR, sum5R);
            }
            if (TRows.Value > 6)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a6[0] : a[6]);
                sum6L = TOps.MultiplyAdd(x, bL, sum6L);
                sum6R = TOps.MultiplyAdd(x, bR, sum6R);
            }
            if (TRows.Value > 7)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a6[strideA] : a[7]);
                sum7L = TOps.MultiplyAdd(x, bL, sum7L);
                sum7R = TOps.MultiplyAdd(x, bR, sum7R);
            }
            if (TRows.Value > 8)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a6[twice] : a[8]);
                sum8L = TOps.MultiplyAdd(x, bL, sum8L);
                sum8R = TOps.MultiplyAdd(x, bR, sum8R);
            }
            if (TRows.Value > 9)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a9[0] : a[9]);
                sum9L = TOps.MultiplyAdd(x, bL, sum9L);
                sum9R = TOps.MultiplyAdd(x, bR, sum9R);
            }
            if (TRows.Value > 10)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a9[strideA] : a[10]);
                sum10L = TOps.MultiplyAdd(x, bL, sum10L);
                sum10R = TOps.MultiplyAdd(x, bR, sum10R);
            }
            if (TRows.Value > 11)
            {
                x = TOps.Broadcast(TWalk.AlongRows ? a9[twice] : a[11]);
                sum11L = TOps.MultiplyAdd(x, bL, sum11L);
                sum11R = TOps.MultiplyAdd(x, bR, sum11R);
            }
            if (TWalk.AlongRows)
            {
                a++;
                if (TRows.Value > 3)
                    a3++;
                if (TRows.Value > 6)
                    a6++;
                if (TRows.Value > 9)
                    a9++;
            }
            else
            {
                a += strideA;
            }
        }
        while (--k > 0);

        TVector biasL = finish.Bias == null ? default : TOps.Load(finish.Bias);
        TVector biasR = finish.Bias == null ? default : TOps.Load(finish.Bias + right);
        Store(c, sum0L, sum0R, right, biasL, biasR, finish);
        if (TRows.Value > 1)
            Store(c += ldc, sum1L, sum1R, right, biasL, biasR, finish);
        if (TRows.Value > 2)
            Store(c += ldc, sum2L, sum2R, right, biasL, biasR, finish);
        if (TRows.Value > 3)
            Store(c += ldc, sum3L, sum3R, right, biasL, biasR, finish);
        if (TRows.Value > 4)
            Store(c += ldc, sum4L, sum4R, right, biasL, biasR, finish);
        if (TRows.Value > 5)
            Store(c += ldc, sum5L, sum5R, right, biasL, biasR, finish);
        if (TRows.Value > 6)
            Store(c += ldc, sum6L, sum6R, right, biasL, biasR, finish);
        if (TRows.Value > 7)
            Store(c += ldc, sum7L, sum7R, right, biasL, biasR, finish);
        if (TRows.Value > 8)
            Store(c += ldc, sum8L, sum8R, right, biasL, biasR, finish);
        if (TRows.Value > 9)
            Store(c += ldc, sum9L, sum9R, right, biasL, biasR, finish);
        if (TRows.Value > 10)
            Store(c += ldc, sum10L, sum10R, right, biasL, biasR, finish);
        if (TRows.Value > 11)
            Store(c += ldc, sum11L, sum11R, right, biasL, biasR, finish);
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
