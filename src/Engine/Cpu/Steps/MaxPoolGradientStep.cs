using System.Numerics;

namespace KerasNet.Engine.Cpu;

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
