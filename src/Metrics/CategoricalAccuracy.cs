namespace KerasNet.Metrics;

/// <summary>The share of samples whose largest prediction is at the place of the one-hot label.</summary>
/// <remarks>With several labels per sample only the first counts.</remarks>
/// <param name="name">The name under which the result is logged.</param>
public sealed class CategoricalAccuracy(string name = "categorical_accuracy")
    : MeanMetricWrapper(MetricFunctions.CategoricalAccuracy, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
