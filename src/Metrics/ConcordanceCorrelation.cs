namespace KerasNet.Metrics;

/// <summary>The mean of Lin’s concordance of truth and prediction: correlation that also minds location and scale.</summary>
/// <param name="axis">The axis along which vectors lie.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class ConcordanceCorrelation(int axis = -1, string name = "concordance_correlation")
    : MeanMetricWrapper((yTrue, yPred) => MetricFunctions.ConcordanceCorrelation(yTrue, yPred, axis), name)
{
    /// <summary>The axis along which vectors lie.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
