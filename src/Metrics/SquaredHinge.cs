using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of max(1 − t·p, 0)², for labels of −1 and 1.</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class SquaredHinge(string name = "squared_hinge")
    : MeanMetricWrapper(LossFunctions.SquaredHinge, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
