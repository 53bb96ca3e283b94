using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of −t·ln p − (1 − t)·ln(1 − p).</summary>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="labelSmoothing">How far labels are moved towards even ones, 0 to 1.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class BinaryCrossentropy(bool fromLogits = false, double labelSmoothing = 0, string name = "binary_crossentropy")
    : MeanMetricWrapper((yTrue, yPred) => LossFunctions.BinaryCrossentropy(yTrue, yPred, fromLogits, labelSmoothing), name)
{
    /// <summary>Whether predictions are logits instead of probabilities.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>How far labels are moved towards even ones, 0 to 1.</summary>
    /// <value>Default: 0.</value>
    public double LabelSmoothing { get; } = labelSmoothing;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
