using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Products of one vector with each row of a matrix: c[j] = x[k] · B[j, k], both read along k.</summary>
internal static unsafe class MatMulDots<TOps, TVector>
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>Rows in a task.</summary>
    private const int RowsPerTask = 64;

    /// <summary>Computes n products. The bias step is 1 where every product has its own bias, 0 where all share the first.</summary>
    internal static void Run(WorkerPool? pool, int n, int k, float* x, float* b, int ldb, float* c, int strideC, in MatMulFinish finish, int biasStep)
    {
        var body = new Rows(n, k, x, b, ldb, c, strideC, finish, biasStep);
        int tasks = (n + RowsPerTask - 1) / RowsPerTask;
        if (pool is not null)
        {
            pool.Run(tasks, ref body);
            return;
        }
        for (int i = 0; i < tasks; i++)
            body.Invoke(i);
    }

    private readonly struct Rows(int n, int k, float* x, float* b, int ldb, float* c, int strideC, MatMulFinish finish, int biasStep) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            int end = Math.Min(n, (taskIndex + 1) * RowsPerTask);
            int row = taskIndex * RowsPerTask;
            float* sums = stackalloc float[4];
            for (; row < end; row += 4)
            {
                int rows = Math.Min(4, end - row);
                // Where fewer than four rows are left, the last one is computed repeatedly: every row is summed the same way.
                float* b0 = b + (nint)row * ldb;
                float* b1 = rows > 1 ? b0 + ldb : b0;
                float* b2 = rows > 2 ? b1 + ldb : b1;
                Four(k, x, b0, b1, b2, rows > 3 ? b2 + ldb : b2, sums);
                for (int i = 0; i < rows; i++)
                    Store(sums[i], row + i);
            }
        }

        private void Store(float sum, int row)
        {
            float* target = c + (nint)row * strideC;
            if (finish.Accumulate)
                sum = *target + sum;
            if (finish.Bias != null)
                sum += finish.Bias[row * biasStep];
            if (finish.Relu)
                sum = Math.Max(0, sum);
            *target = sum;
        }
    }

    /// <summary>Four sums beside each other, each over two vectors of partial sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(nint k, float* x, float* b0, float* b1, float* b2, float* b3, float* sums)
    {
        TVector even0 = default, even1 = default, even2 = default, even3 = default;
        TVector odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        nint p = 0;
        for (; p <= k - 2 * TOps.Length; p += 2 * TOps.Length)
        {
            TVector even = TOps.Load(x + p);
            TVector odd = TOps.Load(x + p + TOps.Length);
            even0 = TOps.MultiplyAdd(even, TOps.Load(b0 + p), even0);
            even1 = TOps.MultiplyAdd(even, TOps.Load(b1 + p), even1);
            even2 = TOps.MultiplyAdd(even, TOps.Load(b2 + p), even2);
            even3 = TOps.MultiplyAdd(even, TOps.Load(b3 + p), even3);
            odd0 = TOps.MultiplyAdd(odd, TOps.Load(b0 + p + TOps.Length), odd0);
            odd1 = TOps.MultiplyAdd(odd, TOps.Load(b1 + p + TOps.Length), odd1);
            odd2 = TOps.MultiplyAdd(odd, TOps.Load(b2 + p + TOps.Length), odd2);
            odd3 = TOps.MultiplyAdd(odd, TOps.Load(b3 + p + TOps.Length), odd3);
        }
        float sum0 = TOps.Sum(TOps.Add(even0, odd0));
        float sum1 = TOps.Sum(TOps.Add(even1, odd1));
        float sum2 = TOps.Sum(TOps.Add(even2, odd2));
        float sum3 = TOps.Sum(TOps.Add(even3, odd3));
        for (; p < k; p++)
        {
            sum0 += x[p] * b0[p];
            sum1 += x[p] * b1[p];
            sum2 += x[p] * b2[p];
            sum3 += x[p] * b3[p];
        }
        sums[0] = sum0;
        sums[1] = sum1;
        sums[2] = sum2;
        sums[3] = sum3;
    }
}
