namespace KerasNet.Losses;

/// <summary>The mean of ln cosh(p − t): about ½e² for small errors, |e| − ln 2 for large ones.</summary>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class LogCosh(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.LogCosh(yTrue, yPred);
}
