namespace KerasNet.Losses;

/// <summary>The Kullback–Leibler divergence: Σ t·ln(t / p).</summary>
/// <remarks>Both are held in [1e−7, 1].</remarks>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class KLDivergence(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.KLDivergence(yTrue, yPred);
}
