using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of Σ t·ln(t / p).</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class KLDivergence(string name = "kl_divergence")
    : MeanMetricWrapper(LossFunctions.KLDivergence, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
