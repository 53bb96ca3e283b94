using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of p − t·ln(p + 1e−7).</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class Poisson(string name = "poisson")
    : MeanMetricWrapper(LossFunctions.Poisson, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
