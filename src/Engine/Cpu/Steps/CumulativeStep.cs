using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>A running sum or product along an axis.</summary>
internal sealed unsafe class CumulativeStep<T, TOp>(string text, AxisSplit split, bool reverse, bool exclusive, int from, int to) : Step
    where T : unmanaged, INumber<T>
    where TOp : struct, IReduction<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        T* x = (T*)run.Places[from];
        T* y = (T*)run.Places[to];
        long step = reverse ? -split.Inner : split.Inner;
        for (long outer = 0; outer < split.Outer; outer++)
            for (long inner = 0; inner < split.Inner; inner++)
            {
                long at = outer * split.Size * split.Inner + inner + (reverse ? (split.Size - 1) * split.Inner : 0);
                T total = TOp.Identity;
                for (long i = 0; i < split.Size; i++, at += step)
                {
                    T before = total;
                    total = TOp.Combine(total, x[at]);
                    y[at] = exclusive ? before : total;
                }
            }
    }
}
