namespace KerasNet.Metrics;

/// <summary>The share of predictions on the right side of a threshold.</summary>
/// <param name="threshold">Predictions above it count as 1; exactly it counts as 0.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class BinaryAccuracy(double threshold = 0.5, string name = "binary_accuracy")
    : MeanMetricWrapper((yTrue, yPred) => MetricFunctions.BinaryAccuracy(yTrue, yPred, threshold), name)
{
    /// <summary>Predictions above it count as 1; exactly it counts as 0.</summary>
    /// <value>Default: 0.5.</value>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
