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

/// <summary>Sends the gradient of each window to the first of its largest cells.</summary>
internal sealed unsafe class MaxPoolGradientStep<T>(string text, Space space, int from, int gradient, int to) : Step
    where T : unmanaged, INumber<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        Body body = new(space, (T*)run.Places[from], (T*)run.Places[gradient], (T*)run.Places[to]);
        WorkerPool.Shared.Run(space.Batch, ref body);
    }

    private readonly struct Body(Space space, T* from, T* gradient, T* to) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            nint channels = space.Channels;
            T* x = from + (nint)taskIndex * space.InCells * channels;
            T* dx = to + (nint)taskIndex * space.InCells * channels;
            T* dy = gradient + (nint)taskIndex * space.OutCells * channels;
            new Span<T>(dx, checked((int)(space.InCells * channels))).Clear();
            for (int window = 0; window < space.OutCells; window++, dy += channels)
                for (nint channel = 0; channel < channels; channel++)
                {
                    int best = -1;
                    for (int cell = 0; cell < space.WindowCells; cell++)
                    {
                        int place = space.CellAt(window, cell);
                        if (place >= 0 && (best < 0 || x[place * channels + channel] > x[best * channels + channel]))
                            best = place;
                    }

                    if (best >= 0)
                        dx[best * channels + channel] += dy[channel];
                }
        }
    }
}

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
