namespace KerasNet.Metrics;

/// <summary>The mean cosine of the angle between truth and prediction: 1 for the same direction.</summary>
/// <param name="axis">The axis along which vectors lie.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class CosineSimilarity(int axis = -1, string name = "cosine_similarity")
    : MeanMetricWrapper((yTrue, yPred) => MetricFunctions.CosineSimilarity(yTrue, yPred, axis), name)
{
    /// <summary>The axis along which vectors lie.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
