using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Adds the gradient of each window to all of its cells.</summary>
internal sealed unsafe class SumPoolGradientStep<T>(string text, Space space, int gradient, int to) : Step
    where T : unmanaged, INumber<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        Body body = new(space, (T*)run.Places[gradient], (T*)run.Places[to]);
        WorkerPool.Shared.Run(space.Batch, ref body);
    }

    private readonly struct Body(Space space, T* gradient, T* to) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            nint channels = space.Channels;
            T* dx = to + (nint)taskIndex * space.InCells * channels;
            T* dy = gradient + (nint)taskIndex * space.OutCells * channels;
            new Span<T>(dx, checked((int)(space.InCells * channels))).Clear();
            for (int window = 0; window < space.OutCells; window++, dy += channels)
                for (int cell = 0; cell < space.WindowCells; cell++)
                {
                    int place = space.CellAt(window, cell);
                    if (place >= 0)
                    {
                        byte* target = (byte*)(dx + place * channels);
                        VectorBinary<T, AddOp<T>, DenseOperand, DenseOperand>.Run(target, (byte*)dy, null, target, channels);
                    }
                }
        }
    }
}
