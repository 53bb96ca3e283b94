using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of max(n − p + 1, 0), with p the prediction of the true class and n the largest of the others.</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class CategoricalHinge(string name = "categorical_hinge")
    : MeanMetricWrapper(LossFunctions.CategoricalHinge, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
