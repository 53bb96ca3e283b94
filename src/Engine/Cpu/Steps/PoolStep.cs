using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Combines the cells of each window, channel by channel; padding does not count.</summary>
internal sealed unsafe class PoolStep<T, TReduction, TOp>(string text, Space space, int from, int to) : Step
    where T : unmanaged, INumber<T>
    where TReduction : struct, IReduction<T>
    where TOp : struct, IVectorBinary<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        Body body = new(space, (T*)run.Places[from], (T*)run.Places[to]);
        WorkerPool.Shared.Run(space.Batch, ref body);
    }

    private readonly struct Body(Space space, T* from, T* to) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            nint channels = space.Channels;
            T* x = from + (nint)taskIndex * space.InCells * channels;
            T* y = to + (nint)taskIndex * space.OutCells * channels;
            for (int window = 0; window < space.OutCells; window++, y += channels)
            {
                new Span<T>(y, (int)channels).Fill(TReduction.Identity);
                for (int cell = 0; cell < space.WindowCells; cell++)
                {
                    int place = space.CellAt(window, cell);
                    if (place >= 0)
                        VectorBinary<T, TOp, DenseOperand, DenseOperand>.Run((byte*)y, (byte*)(x + place * channels), null, (byte*)y, channels);
                }
            }
        }
    }
}
