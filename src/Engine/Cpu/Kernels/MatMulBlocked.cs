namespace KerasNet.Engine.Cpu;

/// <summary>A product as blocks of C, computed by one width of vector.</summary>
internal static unsafe class MatMulBlocked<TOps, TVector>
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>From this many elements on, the packing of B is shared between threads.</summary>
    private const long ParallelPacking = 1 << 16;

    /// <summary>Computes C; n is at least one vector, m and k at least 1.</summary>
    internal static void Run(WorkerPool? pool, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue)
    {
        var plan = new MatMulPlan(shape, MatMulRegion<TOps, TVector>.PanelWidth, TOps.MaxRows);
        var ranges = new MatMulCut(shape.N, plan.NRange, TOps.Length);
        for (int range = 0; range < ranges.Count; range++)
        {
            for (int k = 0; k < shape.K; k += plan.KRange)
                RunRange(pool, new MatMulRegion<TOps, TVector>(shape, plan, epilogue, a, b, c, k, ranges.Start(range), ranges.Width(range)));
        }
    }

    private static void RunRange(WorkerPool? pool, MatMulRegion<TOps, TVector> region)
    {
        if (region.PackedElements > 0)
        {
            region.PackedB = MatMulScratch.ForB(region.PackedElements);
            var pack = new MatMulPackRegion<TOps, TVector>(region);
            Share(region.PackedElements < ParallelPacking ? null : pool, region.PackTaskCount, ref pack);
        }
        Share(pool, region.TaskCount, ref region);
    }

    private static void Share<TBody>(WorkerPool? pool, int taskCount, ref TBody body)
        where TBody : struct, IParallelBody
    {
        if (pool is not null)
        {
            pool.Run(taskCount, ref body);
            return;
        }
        for (int i = 0; i < taskCount; i++)
            body.Invoke(i);
    }
}
