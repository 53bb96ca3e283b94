namespace KerasNet.Metrics;

/// <summary>One number of the confusion of positive and negative: the base of the counting metrics.</summary>
/// <remarks>Predictions and labels of the same shape; everything but 0 is a true label. The result is a number, or a vector for several thresholds. State: accumulator.</remarks>
public abstract class ConfusionCount : Metric
{
    private readonly IReadOnlyList<double> _limits;
    private readonly Variable _accumulator;

    private protected ConfusionCount(Numbers? thresholds, string? name)
        : base(name)
    {
        Thresholds = thresholds;
        _limits = Confusion.Thresholds(thresholds, 0.5);
        _accumulator = AddVariable("accumulator", _limits.Count);
    }

    /// <summary>Predictions above it are positive.</summary>
    /// <value>Default: none, which stands for 0.5.</value>
    public Numbers? Thresholds { get; }

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        (yTrue, yPred) = Confusion.Prepare(yTrue, yPred, null, null, Name);
        _accumulator.Assign(_accumulator + Pick(Confusion.Of(yTrue, yPred, sampleWeight, _limits)));
    }

    /// <inheritdoc/>
    public override KerasTensor Result() => _limits.Count == 1 ? Ops.Squeeze(_accumulator, 0) : _accumulator;

    private protected abstract KerasTensor Pick(Confusion counts);
}
