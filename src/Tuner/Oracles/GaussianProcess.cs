namespace KerasNet.Tuning;

/// <summary>
/// Regression by a Gaussian process with the Matérn 5/2 kernel over normalized values (Rasmussen and Williams, 2006, algorithm 2.1): what is known, and how well, between
/// points that were measured.
/// </summary>
internal sealed class GaussianProcess
{
    private const double LeastLength = 1e-5;
    private const double GreatestLength = 1e5;

    // Fewer points say too little about what is usual.
    private const int LeastToPullIn = 10;

    private readonly double[][] _x;
    private readonly double _mean;
    private readonly double _deviation;
    private readonly double[,] _factor;
    private readonly double[] _weights;

    /// <summary>Fits the process to points.</summary>
    /// <param name="x">The points.</param>
    /// <param name="y">Their values.</param>
    /// <param name="noise">Added to the diagonal of the covariance, in units of the variance of the values.</param>
    /// <param name="lengthScale">How far a value speaks for its neighbourhood; the most likely one if not given.</param>
    internal GaussianProcess(double[][] x, double[] y, double noise, double? lengthScale = null)
    {
        _x = x;
        _mean = y.Average();
        double variance = y.Average(value => (value - _mean) * (value - _mean));
        _deviation = variance > 0 ? Math.Sqrt(variance) : 1;
        double[] normalized = [.. y.Select(value => (value - _mean) / _deviation)];
        LengthScale = lengthScale ?? MostLikely(normalized, noise);
        (_factor, _weights, LogLikelihood) = Fit(normalized, noise, LengthScale);
    }

    /// <summary>
    /// Values to fit a process of a search to, less being better: those worse than the median grow with the logarithm only. How bad a bad point is matters little, and one run that
    /// diverged would hide all differences between the others.
    /// </summary>
    internal static double[] PullIn(double[] y)
    {
        double[] sorted = [.. y.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        double scale = median - sorted[0];
        return y.Length < LeastToPullIn || scale <= 0 ? y : [.. y.Select(value => value <= median ? value : median + (scale * Math.Log(1 + ((value - median) / scale))))];
    }

    /// <summary>How far a value speaks for its neighbourhood.</summary>
    internal double LengthScale { get; }

    /// <summary>The logarithm of the likelihood of the normalized values.</summary>
    internal double LogLikelihood { get; }

    /// <summary>What is expected at a point, and the standard deviation of that.</summary>
    internal (double Mean, double Deviation) Predict(ReadOnlySpan<double> at)
    {
        int n = _x.Length;
        double[] covariance = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++)
        {
            covariance[i] = Kernel(at, _x[i], LengthScale);
            mean += covariance[i] * _weights[i];
        }

        double explained = 0;
        for (int i = 0; i < n; i++)
        {
            double sum = covariance[i];
            for (int j = 0; j < i; j++)
                sum -= _factor[i, j] * covariance[j];
            covariance[i] = sum / _factor[i, i];
            explained += covariance[i] * covariance[i];
        }

        return ((mean * _deviation) + _mean, Math.Sqrt(Math.Max(1 - explained, 0)) * _deviation);
    }

    /// <summary>Matérn 5/2: (1 + √5 r/l + 5 r²/(3 l²)) · exp(−√5 r/l).</summary>
    private static double Kernel(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double length)
    {
        double square = 0;
        for (int i = 0; i < a.Length; i++)
            square += (a[i] - b[i]) * (a[i] - b[i]);
        double scaled = Math.Sqrt(5 * square) / length;
        return (1 + scaled + (scaled * scaled / 3)) * Math.Exp(-scaled);
    }

    /// <summary>The length with the greatest likelihood: the best of a row of logarithms, then a golden section between its neighbours.</summary>
    private double MostLikely(double[] y, double noise)
    {
        const int Count = 61;
        double step = Math.Log(GreatestLength / LeastLength) / (Count - 1);
        double Likelihood(double logarithm) => Fit(y, noise, Math.Exp(logarithm)).LogLikelihood;
        double best = Enumerable.Range(0, Count).Select(i => Math.Log(LeastLength) + (i * step)).MaxBy(Likelihood);
        (double low, double high) = (Math.Max(best - step, Math.Log(LeastLength)), Math.Min(best + step, Math.Log(GreatestLength)));
        double ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-7)
        {
            double left = high - (ratio * (high - low));
            double right = low + (ratio * (high - low));
            if (Likelihood(left) > Likelihood(right))
                high = right;
            else
                low = left;
        }

        return Math.Exp((low + high) / 2);
    }

    private (double[,] Factor, double[] Weights, double LogLikelihood) Fit(double[] y, double noise, double length)
    {
        int n = _x.Length;
        double[,] factor = new double[n, n];
        double likelihood = -n / 2.0 * Math.Log(2 * Math.PI);
        double[] weights = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = Kernel(_x[i], _x[j], length) + (i == j ? noise : 0);
                for (int k = 0; k < j; k++)
                    sum -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-300)) : sum / factor[j, j];
            }

            double rest = y[i];
            for (int j = 0; j < i; j++)
                rest -= factor[i, j] * weights[j];
            weights[i] = rest / factor[i, i];
            likelihood -= Math.Log(factor[i, i]) + (weights[i] * weights[i] / 2);
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                weights[i] -= factor[j, i] * weights[j];
            weights[i] /= factor[i, i];
        }

        return (factor, weights, likelihood);
    }
}
