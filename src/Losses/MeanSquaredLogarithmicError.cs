namespace KerasNet.Losses;

/// <summary>The mean of squared differences of logarithms: mean((ln(t + 1) − ln(p + 1))²).</summary>
/// <remarks>Values are held at 1e−7 from below.</remarks>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class MeanSquaredLogarithmicError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.MeanSquaredLogarithmicError(yTrue, yPred);
}
