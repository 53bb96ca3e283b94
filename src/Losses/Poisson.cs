namespace KerasNet.Losses;

/// <summary>The mean of p − t·ln(p + 1e−7), for counts.</summary>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class Poisson(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.Poisson(yTrue, yPred);
}
