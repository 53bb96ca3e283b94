namespace KerasNet.Losses;

/// <summary>The mean of ½e² where |e| ≤ delta, and of delta·|e| − ½delta² beyond: as squares near 0, as absolute values far away.</summary>
/// <param name="delta">Where the square turns into a line, above 0.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class Huber(double delta = 1, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name ?? "huber_loss")
{
    /// <summary>Where the square turns into a line, above 0.</summary>
    /// <value>Default: 1.</value>
    public double Delta { get; } = delta;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.Huber(yTrue, yPred, Delta);
}
