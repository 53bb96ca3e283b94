using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The root of the mean of squared errors over all samples: √mean((t − p)²).</summary>
/// <remarks>The root of the running mean, not the mean of roots. A mask has no effect, as in Keras.</remarks>
/// <param name="name">The name under which the result is logged.</param>
public sealed class RootMeanSquaredError(string name = "root_mean_squared_error") : Mean(name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Down;

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        UpdateState(Ops.Square(yPred - yTrue), sampleWeight);
    }

    /// <inheritdoc/>
    public override KerasTensor Result() => Ops.Sqrt(base.Result());
}
