using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Finds the first maximum along an axis.</summary>
internal sealed unsafe class ArgMaxStep<T>(string text, AxisSplit split, int from, int to) : Step
    where T : unmanaged, INumber<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        T* x = (T*)run.Places[from];
        int* result = (int*)run.Places[to];
        for (long outer = 0; outer < split.Outer; outer++, x += split.Size * split.Inner)
            for (long inner = 0; inner < split.Inner; inner++)
            {
                T* line = x + inner;
                long best = 0;
                T highest = line[0];
                for (long i = 1; i < split.Size; i++)
                    if (line[i * split.Inner] > highest)
                    {
                        best = i;
                        highest = line[i * split.Inner];
                    }

                *result++ = (int)best;
            }
    }
}
