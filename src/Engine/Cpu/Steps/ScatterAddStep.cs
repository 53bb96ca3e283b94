using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Zeros to which slices are added at indices, in the order of the indices.</summary>
internal sealed unsafe class ScatterAddStep<T, TIndex, TOp>(string text, IndexedSplit split, int indices, int updates, int to) : Step
    where T : unmanaged, INumber<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TOp : struct, IVectorBinary<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        long tail = split.Tail;
        T* y = (T*)run.Places[to];
        T* update = (T*)run.Places[updates];
        TIndex* index = (TIndex*)run.Places[indices];
        new Span<T>(y, checked((int)(split.Batch * split.Middle * split.Size * tail))).Clear();
        for (long batch = 0; batch < split.Batch; batch++, index += split.Count)
            for (long middle = 0; middle < split.Middle; middle++, y += split.Size * tail)
                for (long i = 0; i < split.Count; i++, update += tail)
                {
                    T* target = y + split.Checked(long.CreateTruncating(index[i]), text) * tail;
                    VectorBinary<T, TOp, DenseOperand, DenseOperand>.Run((byte*)target, (byte*)update, null, (byte*)target, (nint)tail);
                }
    }
}
