namespace KerasNet.Losses;

/// <summary>The mean of (1 − pₜ)^gamma · binary crossentropy, where pₜ is the probability of the true label: easy samples count less.</summary>
/// <param name="applyClassBalancing">Whether the label 1 is weighed by alpha and 0 by 1 − alpha.</param>
/// <param name="alpha">The weight of the label 1.</param>
/// <param name="gamma">How fast easy samples lose weight.</param>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="labelSmoothing">How far labels are moved towards even ones, 0 to 1.</param>
/// <param name="axis">The axis to average over.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class BinaryFocalCrossentropy(
    bool applyClassBalancing = false,
    double alpha = 0.25,
    double gamma = 2,
    bool fromLogits = false,
    double labelSmoothing = 0,
    int axis = -1,
    Reduction reduction = Reduction.SumOverBatchSize,
    string? name = null)
    : Loss(reduction, name)
{
    /// <summary>Whether the label 1 is weighed by alpha and 0 by 1 − alpha.</summary>
    /// <value>Default: false.</value>
    public bool ApplyClassBalancing { get; } = applyClassBalancing;

    /// <summary>The weight of the label 1.</summary>
    /// <value>Default: 0.25.</value>
    public double Alpha { get; } = alpha;

    /// <summary>How fast easy samples lose weight.</summary>
    /// <value>Default: 2.</value>
    public double Gamma { get; } = gamma;

    /// <summary>Whether predictions are logits instead of probabilities.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>How far labels are moved towards even ones, 0 to 1.</summary>
    /// <value>Default: 0.</value>
    public double LabelSmoothing { get; } = Checks.Fraction(labelSmoothing);

    /// <summary>The axis to average over.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.BinaryFocalCrossentropy(yTrue, yPred, ApplyClassBalancing, Alpha, Gamma, FromLogits, LabelSmoothing, Axis);
}
