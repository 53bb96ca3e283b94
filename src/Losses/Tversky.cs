namespace KerasNet.Losses;

/// <summary>1 − Σ t·p / (Σ t·p + alpha·missed + beta·surplus + 1e−7): Dice with its two kinds of mistakes weighed.</summary>
/// <remarks>Without axes one number for the whole batch.</remarks>
/// <param name="alpha">The weight of what is missed, (1 − p)·t.</param>
/// <param name="beta">The weight of what is predicted too much, p·(1 − t).</param>
/// <param name="axis">The axes to sum over; all, the batch too, if not given.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class Tversky(double alpha = 0.5, double beta = 0.5, Axes? axis = null, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>The weight of what is missed, (1 − p)·t.</summary>
    /// <value>Default: 0.5.</value>
    public double Alpha { get; } = alpha;

    /// <summary>The weight of what is predicted too much, p·(1 − t).</summary>
    /// <value>Default: 0.5.</value>
    public double Beta { get; } = beta;

    /// <summary>The axes to sum over; all, the batch too, if not given.</summary>
    /// <value>Default: none.</value>
    public Axes? Axis { get; } = axis;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.Tversky(yTrue, yPred, Alpha, Beta, Axis);
}
