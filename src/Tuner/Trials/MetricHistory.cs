namespace KerasNet.Tuning;

/// <summary>What a trial reported of one metric: the values at each step, of which the mean counts.</summary>
/// <param name="direction">Whether less or more is better.</param>
public sealed class MetricHistory(Direction direction)
{
    private readonly List<(int Step, List<double> Values)> _observations = [];

    /// <summary>Whether less or more is better.</summary>
    public Direction Direction { get; } = direction;

    /// <summary>The steps and the values reported at each, in the order of the steps.</summary>
    public IReadOnlyList<(int Step, IReadOnlyList<double> Values)> Observations =>
        [.. _observations.OrderBy(one => one.Step).Select(one => (one.Step, (IReadOnlyList<double>)one.Values))];

    /// <summary>The best of the steps' means; values that are not numbers are passed over, unless there are no others. Null before the first report.</summary>
    public double? BestValue => Best is { } best ? Mean(best.Values) : null;

    /// <summary>The step with the best mean; of equal ones the one reported first. Null before the first report.</summary>
    public int? BestStep => Best?.Step;

    /// <summary>The mean of the highest step. Null before the first report.</summary>
    public double? LastValue => _observations.Count == 0 ? null : Mean(_observations.MaxBy(one => one.Step).Values);

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="step">Where on the way it was measured, for example the epoch. Several values of a step are averaged.</param>
    public void Report(double value, int step = 0)
    {
        int known = _observations.FindIndex(one => one.Step == step);
        if (known >= 0)
            _observations[known].Values.Add(value);
        else
            _observations.Add((step, [value]));
    }

    /// <summary>The mean of the values of a step; null if there are none.</summary>
    internal double? At(int step) => _observations.Find(one => one.Step == step).Values is { } values ? Mean(values) : null;

    /// <summary>Figures over the means of all steps, without those that are not numbers.</summary>
    internal MetricStatistics Statistics()
    {
        double[] values = [.. _observations.Select(one => Mean(one.Values)).Where(value => !double.IsNaN(value)).Order()];
        if (values.Length == 0)
            return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        double mean = values.Average();
        double median = (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        return new(values[0], values[^1], mean, median, values.Average(value => (value - mean) * (value - mean)));
    }

    private (int Step, List<double> Values)? Best
    {
        get
        {
            if (_observations.Count == 0)
                return null;
            (int Step, List<double> Values) best = _observations[0];
            foreach ((int Step, List<double> Values) one in _observations.Skip(1))
                if (double.IsNaN(Mean(best.Values)) ? !double.IsNaN(Mean(one.Values)) : Direction.IsBetter(Mean(one.Values), Mean(best.Values)))
                    best = one;
            return best;
        }
    }

    private static double Mean(List<double> values) => values.Count == 1 ? values[0] : values.Sum() / values.Count;
}

/// <summary>Figures over the steps of a metric.</summary>
internal readonly record struct MetricStatistics(double Min, double Max, double Mean, double Median, double Variance)
{
    internal double StandardDeviation => Math.Sqrt(Variance);
}
