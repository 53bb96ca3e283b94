namespace KerasNet.Metrics;

/// <summary>The share of samples whose largest prediction is at the class number given as label.</summary>
/// <param name="name">The name under which the result is logged.</param>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy")
    : MeanMetricWrapper(MetricFunctions.SparseCategoricalAccuracy, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
