using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of (ln(t + 1) − ln(p + 1))².</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class MeanSquaredLogarithmicError(string name = "mean_squared_logarithmic_error")
    : MeanMetricWrapper(LossFunctions.MeanSquaredLogarithmicError, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
