namespace KerasNet.Losses;

/// <summary>−Σ t·ln p over the classes, for labels that are one-hot or probabilities.</summary>
/// <remarks>Predictions made by a softmax are worked out from its logits: exact, and never clipped. Bare probabilities are clipped to [1e−7, 1 − 1e−7] in float32. They are divided by their sum first.</remarks>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="labelSmoothing">How far labels are moved towards even ones, 0 to 1.</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0, int axis = -1, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>Whether predictions are logits instead of probabilities.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>How far labels are moved towards even ones, 0 to 1.</summary>
    /// <value>Default: 0.</value>
    public double LabelSmoothing { get; } = Checks.Fraction(labelSmoothing);

    /// <summary>The axis of the classes.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.CategoricalCrossentropy(yTrue, yPred, FromLogits, LabelSmoothing, Axis);
}
