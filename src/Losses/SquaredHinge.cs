namespace KerasNet.Losses;

/// <summary>The mean of max(1 − t·p, 0)².</summary>
/// <remarks>Labels are −1 and 1; if all are 0 or 1 they are mapped to these.</remarks>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class SquaredHinge(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.SquaredHinge(yTrue, yPred);
}
