namespace KerasNet.Losses;

/// <summary>The mean of squared errors: mean((t − p)²).</summary>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class MeanSquaredError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.MeanSquaredError(yTrue, yPred);
}
