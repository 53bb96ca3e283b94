namespace KerasNet.Losses;

/// <summary>The mean of relative errors in percent: 100 · mean(|t − p| / max(|t|, 1e−7)).</summary>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class MeanAbsolutePercentageError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.MeanAbsolutePercentageError(yTrue, yPred);
}
