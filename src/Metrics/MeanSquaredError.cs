using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of (t − p)².</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class MeanSquaredError(string name = "mean_squared_error")
    : MeanMetricWrapper(LossFunctions.MeanSquaredError, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
