namespace KerasNet.Losses;

/// <summary>(1 − p^q) / q of the class whose number is the label: robust to wrong labels.</summary>
/// <param name="q">Between 0 (crossentropy) and 1 (absolute error), both excluded.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class CategoricalGeneralizedCrossEntropy(double q = 0.5, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>Between 0 (crossentropy) and 1 (absolute error), both excluded.</summary>
    /// <value>Default: 0.5.</value>
    public double Q { get; } = Checks.Inside(q);

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.CategoricalGeneralizedCrossEntropy(yTrue, yPred, Q);
}
