using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of ln cosh(p − t).</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class LogCoshError(string name = "logcosh")
    : MeanMetricWrapper(LossFunctions.LogCosh, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
