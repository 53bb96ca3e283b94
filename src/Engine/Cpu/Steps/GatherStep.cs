using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Slices chosen by indices.</summary>
internal sealed unsafe class GatherStep<TIndex>(string text, IndexedSplit split, int elementSize, int from, int indices, int to) : Step
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        long bytes = split.Tail * elementSize;
        byte* x = run.Places[from];
        byte* y = run.Places[to];
        TIndex* index = (TIndex*)run.Places[indices];
        for (long batch = 0; batch < split.Batch; batch++, index += split.Count)
            for (long middle = 0; middle < split.Middle; middle++, x += split.Size * bytes)
                for (long i = 0; i < split.Count; i++, y += bytes)
                {
                    byte* source = x + split.Checked(long.CreateTruncating(index[i]), text) * bytes;
                    if (bytes == 4)
                        *(int*)y = *(int*)source;
                    else
                        Buffer.MemoryCopy(source, y, bytes, bytes);
                }
    }
}
