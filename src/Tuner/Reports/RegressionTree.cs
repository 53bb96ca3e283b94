namespace KerasNet.Tuning;

/// <summary>
/// A tree that cuts the unit cube into boxes, each with the mean of the values in it, and tells how much of the variance over the cube each dimension explains.
/// </summary>
/// <remarks>
/// The variance that a dimension explains by itself is exact for a tree: Hutter, Hoos and Leyton-Brown,
/// "An efficient approach for assessing hyperparameter importance", 2014.
/// </remarks>
internal sealed class RegressionTree
{
    private readonly int _dimensions;
    private readonly List<Leaf> _leaves = [];

    /// <summary>Grows a tree until the values of each leaf are the same.</summary>
    /// <param name="x">Points of the unit cube.</param>
    /// <param name="y">Their values.</param>
    internal RegressionTree(IReadOnlyList<double[]> x, IReadOnlyList<double> y)
    {
        _dimensions = x[0].Length;
        Grow(x, y, [.. Enumerable.Range(0, x.Count)], new double[_dimensions], [.. Enumerable.Repeat(1.0, _dimensions)]);
        Mean = _leaves.Sum(leaf => leaf.Volume * leaf.Value);
        Variance = _leaves.Sum(leaf => leaf.Volume * (leaf.Value - Mean) * (leaf.Value - Mean));
    }

    /// <summary>The mean over the cube.</summary>
    internal double Mean { get; }

    /// <summary>The variance over the cube.</summary>
    internal double Variance { get; }

    /// <summary>The variance of the mean over all other dimensions.</summary>
    /// <param name="dimension">The dimension that stays.</param>
    internal double VarianceOf(int dimension)
    {
        double[] cuts = [.. _leaves.SelectMany(leaf => (double[])[leaf.Low[dimension], leaf.High[dimension]]).Distinct().Order()];
        double variance = 0;
        for (int i = 0; i + 1 < cuts.Length; i++)
        {
            double length = cuts[i + 1] - cuts[i];
            double middle = cuts[i] + (length / 2);
            double mean = _leaves.Where(leaf => leaf.Low[dimension] < middle && middle < leaf.High[dimension])
                .Sum(leaf => leaf.Value * leaf.Volume / (leaf.High[dimension] - leaf.Low[dimension]));
            variance += length * (mean - Mean) * (mean - Mean);
        }

        return variance;
    }

    private void Grow(IReadOnlyList<double[]> x, IReadOnlyList<double> y, int[] rows, double[] low, double[] high)
    {
        if (BestCut(x, y, rows) is not { } cut)
        {
            _leaves.Add(new Leaf(low, high, rows.Average(row => y[row])));
            return;
        }

        (double[] lowerHigh, double[] upperLow) = ([.. high], [.. low]);
        lowerHigh[cut.Dimension] = upperLow[cut.Dimension] = cut.At;
        Grow(x, y, [.. rows.Where(row => x[row][cut.Dimension] < cut.At)], low, lowerHigh);
        Grow(x, y, [.. rows.Where(row => x[row][cut.Dimension] >= cut.At)], upperLow, high);
    }

    /// <summary>The cut between two neighbours that leaves the least sum of squares; null where there is nothing to cut.</summary>
    private (int Dimension, double At)? BestCut(IReadOnlyList<double[]> x, IReadOnlyList<double> y, int[] rows)
    {
        double mean = rows.Average(row => y[row]);
        if (rows.All(row => y[row] == y[rows[0]]))
            return null;
        (int, double)? best = null;
        double most = double.NegativeInfinity;
        for (int dimension = 0; dimension < _dimensions; dimension++)
        {
            int[] sorted = [.. rows.OrderBy(row => x[row][dimension])];
            double sum = 0;
            for (int i = 1; i < sorted.Length; i++)
            {
                sum += y[sorted[i - 1]] - mean;
                (double before, double after) = (x[sorted[i - 1]][dimension], x[sorted[i]][dimension]);

                // What a cut explains, with the values about their mean: the squares of both sums over their counts.
                double explained = (sum * sum / i) + (sum * sum / (sorted.Length - i));
                if (before < after && explained > most)
                    (best, most) = ((dimension, (before + after) / 2), explained);
            }
        }

        return best;
    }

    private sealed record Leaf(double[] Low, double[] High, double Value)
    {
        internal double Volume { get; } = Low.Zip(High).Aggregate(1.0, (volume, side) => volume * (side.Second - side.First));
    }
}
