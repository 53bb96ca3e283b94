using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of |t − p|.</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class MeanAbsoluteError(string name = "mean_absolute_error")
    : MeanMetricWrapper(LossFunctions.MeanAbsoluteError, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
