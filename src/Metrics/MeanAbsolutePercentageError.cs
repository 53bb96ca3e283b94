using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of 100·|t − p| / max(|t|, 1e−7).</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class MeanAbsolutePercentageError(string name = "mean_absolute_percentage_error")
    : MeanMetricWrapper(LossFunctions.MeanAbsolutePercentageError, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
