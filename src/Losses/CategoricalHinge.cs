namespace KerasNet.Losses;

/// <summary>max(n − p + 1, 0), with p the prediction of the true class and n the largest of the others.</summary>
/// <remarks>Labels are one-hot.</remarks>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class CategoricalHinge(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.CategoricalHinge(yTrue, yPred);
}
