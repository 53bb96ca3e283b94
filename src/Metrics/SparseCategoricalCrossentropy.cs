using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean of −ln p of the class whose number is the label.</summary>
/// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
/// <param name="ignoreClass">Samples with this label give 0; as in Keras they are still counted, unless there are weights.</param>
/// <param name="axis">The axis of the classes, which must be the last.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false, int? ignoreClass = null, int axis = -1, string name = "sparse_categorical_crossentropy")
    : MeanMetricWrapper((yTrue, yPred) => LossFunctions.SparseCategoricalCrossentropy(yTrue, yPred, fromLogits, ignoreClass, axis), name)
{
    /// <summary>Whether predictions are logits instead of probabilities.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>Samples with this label give 0; as in Keras they are still counted, unless there are weights.</summary>
    /// <value>Default: none.</value>
    public int? IgnoreClass { get; } = ignoreClass;

    /// <summary>The axis of the classes, which must be the last.</summary>
    /// <value>Default: -1.</value>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;
}
