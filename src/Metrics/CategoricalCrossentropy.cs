using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of −Σ t·ln p, for one-hot labels.</summary>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="labelSmoothing">How far labels are moved towards even ones, 0 to 1.</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0, int axis = -1, string name = "categorical_crossentropy")
    : MeanMetricWrapper((yTrue, yPred) => LossFunctions.CategoricalCrossentropy(yTrue, yPred, fromLogits, labelSmoothing, axis), name)
{
    /// <summary>Whether predictions are logits instead of probabilities.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>How far labels are moved towards even ones, 0 to 1.</summary>
    /// <value>Default: 0.</value>
    public double LabelSmoothing { get; } = labelSmoothing;

    /// <summary>The axis of the classes.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
