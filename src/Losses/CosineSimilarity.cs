namespace KerasNet.Losses;

/// <summary>Minus the cosine of the angle between truth and prediction: −1 for the same direction, 1 for the opposite.</summary>
/// <remarks>A zero vector gives 0.</remarks>
/// <param name="axis">The axis along which vectors lie.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class CosineSimilarity(int axis = -1, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>The axis along which vectors lie.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.CosineSimilarity(yTrue, yPred, Axis);
}
