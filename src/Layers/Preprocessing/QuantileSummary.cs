namespace KerasNet.Layers;

/// <summary>A short summary of many numbers, from which quantiles can be told: values in ascending order, each standing for as many numbers as its weight.</summary>
/// <remarks>Keras' rule: a batch is thinned out to 1/epsilon values; summaries are merged by sorting, and compressed by interpolating the summed weights.</remarks>
internal sealed class QuantileSummary(double epsilon)
{
    private (float Value, float Weight)[] _summary = [];

    /// <summary>Takes a batch in.</summary>
    internal void Add(float[] batch)
    {
        Array.Sort(batch);
        double step = Math.Max(batch.Length / (1.0 / epsilon), 1);
        List<(float Value, float Weight)> thinned = [];
        for (int i = (int)(step - 1); i < batch.Length; i += (int)step)
            thinned.Add((batch[i], (float)step));
        _summary = Compress([.. thinned.Concat(_summary).OrderBy(entry => entry.Value)], epsilon);
    }

    /// <summary>The boundaries between so many bins that hold equally many numbers; fewer if there are not enough values.</summary>
    internal float[] Boundaries(int bins) => [.. Compress(_summary, 1.0 / bins).SkipLast(1).Select(entry => entry.Value)];

    private static (float Value, float Weight)[] Compress((float Value, float Weight)[] summary, double epsilon)
    {
        if (summary.Length * epsilon < 1)
            return summary;
        double[] sums = new double[summary.Length], shares = new double[summary.Length], values = new double[summary.Length];
        float sum = 0;
        for (int i = 0; i < summary.Length; i++)
            (sums[i], values[i]) = (sum += summary[i].Weight, summary[i].Value);
        for (int i = 0; i < summary.Length; i++)
            shares[i] = (float)sums[i] / sum;

        (float Value, float Weight)[] compressed = new (float, float)[(int)Math.Ceiling(1.0 / epsilon)];
        double before = 0;
        for (int i = 0; i < compressed.Length; i++)
        {
            double share = epsilon + (i * epsilon), upTo = Interpolate(share, shares, sums);
            compressed[i] = ((float)Interpolate(share, shares, values), (float)(upTo - before));
            before = upTo;
        }

        return compressed;
    }

    /// <summary>The line through points in ascending order of x, flat beyond the ends.</summary>
    private static double Interpolate(double at, double[] x, double[] y)
    {
        int right = Array.FindIndex(x, place => place > at);
        if (right <= 0)
            return right < 0 ? y[^1] : y[0];
        int left = right - 1;
        return x[left] == at ? y[left] : ((y[right] - y[left]) / (x[right] - x[left]) * (at - x[left])) + y[left];
    }
}
