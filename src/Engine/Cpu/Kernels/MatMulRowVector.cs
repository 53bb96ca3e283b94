using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A row vector times a matrix: c[n] = x[k] · op(B)[k, n]. Every element of B is used once, so nothing is packed.</summary>
internal static unsafe class MatMulRowVector<TOps, TVector>
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>Columns that one pass over k computes: eight vectors, so that eight sums run beside each other.</summary>
    private static int StripWidth => 8 * TOps.Length;

    /// <summary>Computes c for B stored as [k, n]; n is at least one vector.</summary>
    internal static void Run(WorkerPool? pool, int n, int k, float* x, float* b, int ldb, float* c, in MatMulFinish finish)
    {
        var body = new Strips(n, k, x, b, ldb, c, finish);
        if (pool is not null)
        {
            pool.Run(body.Count, ref body);
            return;
        }
        for (int i = 0; i < body.Count; i++)
            body.Invoke(i);
    }

    private readonly struct Strips(int n, int k, float* x, float* b, int ldb, float* c, MatMulFinish finish) : IParallelBody
    {
        private readonly MatMulCut _cut = new(n, StripWidth, TOps.Length);

        internal int Count => _cut.Count;

        public void Invoke(int taskIndex)
        {
            int start = _cut.Start(taskIndex);
            int width = _cut.Width(taskIndex);
            nint last = width - TOps.Length;
            var strip = finish.Bias == null ? finish : finish with { BiasAddress = (nint)(finish.Bias + start) };
            switch ((width + TOps.Length - 1) / TOps.Length)
            {
                case 1: Strip<MatMulCount1>(k, x, b + start, ldb, last, c + start, strip); break;
                case 2: Strip<MatMulCount2>(k, x, b + start, ldb, last, c + start, strip); break;
                case 3: Strip<MatMulCount3>(k, x, b + start, ldb, last, c + start, strip); break;
                case 4: Strip<MatMulCount4>(k, x, b + start, ldb, last, c + start, strip); break;
                case 5: Strip<MatMulCount5>(k, x, b + start, ldb, last, c + start, strip); break;
                case 6: Strip<MatMulCount6>(k, x, b + start, ldb, last, c + start, strip); break;
                case 7: Strip<MatMulCount7>(k, x, b + start, ldb, last, c + start, strip); break;
                default: Strip<MatMulCount8>(k, x, b + start, ldb, last, c + start, strip); break;
            }
        }
    }

    /// <summary>Up to eight vectors of c. The last one starts at <paramref name="last"/> and may overlap the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TCount>(nint k, float* x, float* b, nint strideB, nint last, float* c, in MatMulFinish finish)
        where TCount : unmanaged, IMatMulCount
    {
        TVector sum0 = default;
        TVector sum1 = default;
        TVector sum2 = default;
        TVector sum3 = default;
        TVector sum4 = default;
        TVector sum5 = default;
        TVector sum6 = default;
        TVector sum7 = default;
        TVector factor;
        for (nint pairs = k >> 1; pairs != 0; pairs--)
        {
            factor = TOps.Broadcast(x[0]);
            sum0 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 1 ? last : 0 * TOps.Length)), sum0);
            if (sizeof(TCount) > 1)
                sum1 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 2 ? last : 1 * TOps.Length)), sum1);
            if (sizeof(TCount) > 2)
                sum2 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 3 ? last : 2 * TOps.Length)), sum2);
            if (sizeof(TCount) > 3)
                sum3 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 4 ? last : 3 * TOps.Length)), sum3);
            if (sizeof(TCount) > 4)
                sum4 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 5 ? last : 4 * TOps.Length)), sum4);
            if (sizeof(TCount) > 5)
                sum5 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 6 ? last : 5 * TOps.Length)), sum5);
            if (sizeof(TCount) > 6)
                sum6 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 7 ? last : 6 * TOps.Length)), sum6);
            if (sizeof(TCount) > 7)
                sum7 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 8 ? last : 7 * TOps.Length)), sum7);
            factor = TOps.Broadcast(x[1]);
            b += strideB;
            sum0 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 1 ? last : 0 * TOps.Length)), sum0);
            if (sizeof(TCount) > 1)
                sum1 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 2 ? last : 1 * TOps.Length)), sum1);
            if (sizeof(TCount) > 2)
                sum2 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 3 ? last : 2 * TOps.Length)), sum2);
            if (sizeof(TCount) > 3)
                sum3 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 4 ? last : 3 * TOps.Length)), sum3);
            if (sizeof(TCount) > 4)
                sum4 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 5 ? last : 4 * TOps.Length)), sum4);
            if (sizeof(TCount) > 5)
                sum5 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 6 ? last : 5 * TOps.Length)), sum5);
            if (sizeof(TCount) > 6)
                sum6 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 7 ? last : 6 * TOps.Length)), sum6);
            if (sizeof(TCount) > 7)
                sum7 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 8 ? last : 7 * TOps.Length)), sum7);
            b += strideB;
            x += 2;
        }
        if ((k & 1) != 0)
        {
            factor = TOps.Broadcast(x[0]);
            sum0 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 1 ? last : 0 * TOps.Length)), sum0);
            if (sizeof(TCount) > 1)
                sum1 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 2 ? last : 1 * TOps.Length)), sum1);
            if (sizeof(TCount) > 2)
                sum2 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 3 ? last : 2 * TOps.Length)), sum2);
            if (sizeof(TCount) > 3)
                sum3 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 4 ? last : 3 * TOps.Length)), sum3);
            if (sizeof(TCount) > 4)
                sum4 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 5 ? last : 4 * TOps.Length)), sum4);
            if (sizeof(TCount) > 5)
                sum5 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 6 ? last : 5 * TOps.Length)), sum5);
            if (sizeof(TCount) > 6)
                sum6 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 7 ? last : 6 * TOps.Length)), sum6);
            if (sizeof(TCount) > 7)
                sum7 = TOps.MultiplyAdd(factor, TOps.Load(b + (sizeof(TCount) == 8 ? last : 7 * TOps.Length)), sum7);
        }

        // All of c is read before any of it is written: overlapping vectors must not add twice.
        if (finish.Accumulate)
        {
            sum0 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 1 ? last : 0 * TOps.Length)), sum0);
            if (sizeof(TCount) > 1)
                sum1 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 2 ? last : 1 * TOps.Length)), sum1);
            if (sizeof(TCount) > 2)
                sum2 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 3 ? last : 2 * TOps.Length)), sum2);
            if (sizeof(TCount) > 3)
                sum3 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 4 ? last : 3 * TOps.Length)), sum3);
            if (sizeof(TCount) > 4)
                sum4 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 5 ? last : 4 * TOps.Length)), sum4);
            if (sizeof(TCount) > 5)
                sum5 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 6 ? last : 5 * TOps.Length)), sum5);
            if (sizeof(TCount) > 6)
                sum6 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 7 ? last : 6 * TOps.Length)), sum6);
            if (sizeof(TCount) > 7)
                sum7 = TOps.Add(TOps.Load(c + (sizeof(TCount) == 8 ? last : 7 * TOps.Length)), sum7);
        }
        Store(sum0, c, (sizeof(TCount) == 1 ? last : 0 * TOps.Length), finish);
        if (sizeof(TCount) > 1)
            Store(sum1, c, (sizeof(TCount) == 2 ? last : 1 * TOps.Length), finish);
        if (sizeof(TCount) > 2)
            Store(sum2, c, (sizeof(TCount) == 3 ? last : 2 * TOps.Length), finish);
        if (sizeof(TCount) > 3)
            Store(sum3, c, (sizeof(TCount) == 4 ? last : 3 * TOps.Length), finish);
        if (sizeof(TCount) > 4)
            Store(sum4, c, (sizeof(TCount) == 5 ? last : 4 * TOps.Length), finish);
        if (sizeof(TCount) > 5)
            Store(sum5, c, (sizeof(TCount) == 6 ? last : 5 * TOps.Length), finish);
        if (sizeof(TCount) > 6)
            Store(sum6, c, (sizeof(TCount) == 7 ? last : 6 * TOps.Length), finish);
        if (sizeof(TCount) > 7)
            Store(sum7, c, (sizeof(TCount) == 8 ? last : 7 * TOps.Length), finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector sum, float* c, nint offset, in MatMulFinish finish)
    {
        if (finish.Bias != null)
            sum = TOps.Add(sum, TOps.Load(finish.Bias + offset));
        if (finish.Relu)
            sum = TOps.Relu(sum);
        TOps.Store(sum, c + offset);
    }
}
