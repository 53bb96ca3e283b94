namespace KerasNet.Data.Images;

/// <summary>For each new pixel of one axis, the old pixels that make it and their weights, which sum to 1 (Pillow's <c>precompute_coeffs</c>).</summary>
internal sealed class PillowWeights
{
    /// <summary>Bits of fraction of the fixed-point weights: 32 less 8 of a pixel and 2 for overshoot.</summary>
    internal const int Precision = 32 - 8 - 2;

    private readonly int _most;
    private readonly int[] _first;
    private readonly int[] _count;
    private readonly double[] _weights;
    private readonly int[] _fixed;

    internal PillowWeights(int sourceLength, int boxFirst, int boxLength, int length, PillowFilter filter)
    {
        double scale = (double)boxLength / length;
        double widening = Math.Max(1, scale);
        double support = filter.Support * widening;
        _most = (int)Math.Ceiling(support) * 2 + 1;
        _first = new int[length];
        _count = new int[length];
        _weights = new double[checked(length * _most)];
        for (int i = 0; i < length; i++)
        {
            double centre = boxFirst + (i + 0.5) * scale;
            _first[i] = Math.Max(0, (int)(centre - support + 0.5));
            _count[i] = Math.Min(sourceLength, (int)(centre + support + 0.5)) - _first[i];
            Span<double> weights = _weights.AsSpan(i * _most, _count[i]);
            double sum = 0;
            for (int j = 0; j < weights.Length; j++)
                sum += weights[j] = filter.Weight((j + _first[i] - centre + 0.5) * (1 / widening));
            if (sum != 0)
                foreach (ref double weight in weights)
                    weight /= sum;
        }

        _fixed = Array.ConvertAll(_weights, weight => (int)((weight < 0 ? -0.5 : 0.5) + weight * (1 << Precision)));
    }

    internal int Length => _first.Length;

    /// <summary>The first old pixel of a new one.</summary>
    internal int First(int index) => _first[index];

    /// <summary>The weights of a new pixel.</summary>
    internal ReadOnlySpan<double> Exact(int index) => _weights.AsSpan(index * _most, _count[index]);

    /// <summary>The weights of a new pixel with <see cref="Precision"/> bits of fraction.</summary>
    internal ReadOnlySpan<int> Fixed(int index) => _fixed.AsSpan(index * _most, _count[index]);
}
