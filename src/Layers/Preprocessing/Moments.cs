using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Means and variances of many numbers, batch by batch: those so far and those of a batch are merged by their counts (Chan, Golub and LeVeque, 1979).</summary>
/// <param name="features">How many numbers have a mean of their own.</param>
internal sealed class Moments(int features)
{
    private long _count;

    /// <summary>The means so far.</summary>
    internal double[] Mean { get; } = new double[features];

    /// <summary>The variances so far.</summary>
    internal double[] Variance { get; } = new double[features];

    /// <summary>Takes a batch in.</summary>
    /// <param name="batch">The numbers.</param>
    /// <param name="kept">The axes along which each place has a mean of its own, ascending.</param>
    internal void Add(DataArray batch, int[] kept)
    {
        float[] numbers = new float[batch.Shape.ElementCount];
        if (numbers.Length == 0)
            return;
        batch.CopyFloats(0, numbers);
        int[] places = Places(batch.Shape, kept);
        long count = numbers.Length / features;
        double[] mean = new double[features], variance = new double[features];
        for (int i = 0; i < numbers.Length; i++)
            mean[places[i]] += numbers[i] / (double)count;
        for (int i = 0; i < numbers.Length; i++)
            variance[places[i]] += (numbers[i] - mean[places[i]]) * (numbers[i] - mean[places[i]]) / count;

        _count += count;
        double share = (double)count / _count, rest = 1 - share;
        for (int i = 0; i < features; i++)
        {
            double merged = (Mean[i] * rest) + (mean[i] * share);
            Variance[i] = ((Variance[i] + Square(Mean[i] - merged)) * rest) + ((variance[i] + Square(mean[i] - merged)) * share);
            Mean[i] = merged;
        }
    }

    /// <summary>Which mean each element in row-major order counts for.</summary>
    private static int[] Places(Shape shape, int[] kept)
    {
        int[] places = [0];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int size = shape[axis];
            bool own = kept.Contains(axis);
            int[] next = new int[places.Length * size];
            for (int i = 0; i < next.Length; i++)
                next[i] = own ? (places[i / size] * size) + (i % size) : places[i / size];
            places = next;
        }

        return places;
    }

    private static double Square(double x) => x * x;
}
