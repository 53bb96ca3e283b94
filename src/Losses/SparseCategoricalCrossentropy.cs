namespace KerasNet.Losses;

/// <summary>−ln p of the class whose number is the label.</summary>
/// <remarks>Predictions made by a softmax are worked out from its logits: exact, and never clipped. Bare probabilities are clipped to [1e−7, 1 − 1e−7] in float32. A label that is not a class gives NaN.</remarks>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="ignoreClass">Samples with this label are left out, of the mean too.</param>
/// <param name="axis">The axis of the classes, which must be the last.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false, int? ignoreClass = null, int axis = -1, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>Whether predictions are logits instead of probabilities.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>Samples with this label are left out, of the mean too.</summary>
    /// <value>Default: none.</value>
    public int? IgnoreClass { get; } = ignoreClass;

    /// <summary>The axis of the classes, which must be the last.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.SparseCategoricalCrossentropy(yTrue, yPred, FromLogits, IgnoreClass, Axis);
}
