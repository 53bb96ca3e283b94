namespace KerasNet.Losses;

/// <summary>1 − 2·Σ t·p / (Σ t + Σ p + 1e−7): how little two regions overlap.</summary>
/// <remarks>Without axes one number for the whole batch.</remarks>
/// <param name="axis">The axes to sum over; all, the batch too, if not given.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class Dice(Axes? axis = null, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>The axes to sum over; all, the batch too, if not given.</summary>
    /// <value>Default: none.</value>
    public Axes? Axis { get; } = axis;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.Dice(yTrue, yPred, Axis);
}
