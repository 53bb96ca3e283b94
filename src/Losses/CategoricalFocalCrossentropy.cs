namespace KerasNet.Losses;

/// <summary>−Σ alpha·(1 − p)^gamma·t·ln p over the classes: easy samples count less.</summary>
/// <remarks>Labels are one-hot.</remarks>
/// <param name="alpha">The weight of all classes, or of each; 0.25 if not given.</param>
/// <param name="gamma">How fast easy samples lose weight.</param>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="labelSmoothing">How far labels are moved towards even ones, 0 to 1.</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class CategoricalFocalCrossentropy(
    Numbers? alpha = null,
    double gamma = 2,
    bool fromLogits = false,
    double labelSmoothing = 0,
    int axis = -1,
    Reduction reduction = Reduction.SumOverBatchSize,
    string? name = null)
    : Loss(reduction, name)
{
    /// <summary>The weight of all classes, or of each; 0.25 if not given.</summary>
    /// <value>Default: none.</value>
    public Numbers Alpha { get; } = alpha ?? 0.25;

    /// <summary>How fast easy samples lose weight.</summary>
    /// <value>Default: 2.</value>
    public double Gamma { get; } = gamma;

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
        LossFunctions.CategoricalFocalCrossentropy(yTrue, yPred, Alpha, Gamma, FromLogits, LabelSmoothing, Axis);
}
