using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>The gradient of filters that treat every channel by itself: a fixed number of sums side by side, then their sum.</summary>
internal sealed unsafe class DepthFilterGradientStep<T> : Step
    where T : unmanaged, INumber<T>
{
    private const int MaxParts = 16;

    private readonly WindowWalk _walk;
    private readonly (int Source, int Gradient, int Filters) _places;
    private readonly long _size;
    private readonly int _parts;
    private readonly int _partials;

    internal DepthFilterGradientStep(string text, WindowWalk walk, long size, (int Source, int Gradient, int Filters) places, Func<long, int> scratch)
    {
        Text = text;
        _walk = walk;
        _places = places;
        _size = size;
        _parts = Math.Clamp(walk.Lines, 1, MaxParts);
        _partials = scratch(_parts * size * sizeof(T));
    }

    internal override string Text { get; }

    internal override void Run(RunContext run)
    {
        T* partials = (T*)run.Places[_partials];
        Body body = new(this, (T*)run.Places[_places.Source], (T*)run.Places[_places.Gradient], partials);
        WorkerPool.Shared.Run(_parts, ref body);
        Reduction<T, SumOf<T>, Itself<T>>.RunColumns(partials, _parts, _size, null, (T*)run.Places[_places.Filters], _size);
    }

    private readonly struct Body(DepthFilterGradientStep<T> step, T* source, T* gradient, T* partials) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            T* sums = partials + taskIndex * step._size;
            new Span<T>(sums, checked((int)step._size)).Clear();
            long lines = step._walk.Lines;
            int end = (int)(lines * (taskIndex + 1) / step._parts);
            for (int line = (int)(lines * taskIndex / step._parts); line < end; line++)
                step._walk.Run<T, CollectWeights<T>>(line, source, gradient, sums);
        }
    }
}
