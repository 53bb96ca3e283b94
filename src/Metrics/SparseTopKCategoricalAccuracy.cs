namespace KerasNet.Metrics;

/// <summary>The share of samples whose class number is among the k largest predictions.</summary>
/// <remarks>Classes tied with the k-th count as found.</remarks>
/// <param name="k">How many of the largest predictions are looked at.</param>
/// <param name="fromSortedIds">Whether predictions are class numbers, sorted from the best on.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class SparseTopKCategoricalAccuracy(int k = 5, bool fromSortedIds = false, string name = "sparse_top_k_categorical_accuracy")
    : MeanMetricWrapper((yTrue, yPred) => MetricFunctions.SparseTopKCategoricalAccuracy(yTrue, yPred, k, fromSortedIds), name)
{
    /// <summary>How many of the largest predictions are looked at.</summary>
    /// <value>Default: 5.</value>
    public int K { get; } = k;

    /// <summary>Whether predictions are class numbers, sorted from the best on.</summary>
    /// <value>Default: false.</value>
    public bool FromSortedIds { get; } = fromSortedIds;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
