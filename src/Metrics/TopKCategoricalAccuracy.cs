namespace KerasNet.Metrics;

/// <summary>The share of samples whose one-hot label is among the k largest predictions.</summary>
/// <remarks>Classes tied with the k-th count as found.</remarks>
/// <param name="k">How many of the largest predictions are looked at.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy")
    : MeanMetricWrapper((yTrue, yPred) => MetricFunctions.TopKCategoricalAccuracy(yTrue, yPred, k), name)
{
    /// <summary>How many of the largest predictions are looked at.</summary>
    /// <value>Default: 5.</value>
    public int K { get; } = k;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
