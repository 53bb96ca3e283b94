namespace KerasNet.Metrics;

/// <summary>The mean of Pearson’s correlation of truth and prediction.</summary>
/// <param name="axis">The axis along which vectors lie.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class PearsonCorrelation(int axis = -1, string name = "pearson_correlation")
    : MeanMetricWrapper((yTrue, yPred) => MetricFunctions.PearsonCorrelation(yTrue, yPred, axis), name)
{
    /// <summary>The axis along which vectors lie.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
