namespace KerasNet.Metrics;

/// <summary>True positives as a share of themselves and one kind of error: what <see cref="Precision"/> and <see cref="Recall"/> have in common.</summary>
public abstract class TruePositiveRatio : Metric
{
    private readonly IReadOnlyList<double> _limits;
    private readonly Variable _right;
    private readonly Variable _wrong;

    private protected TruePositiveRatio(string errors, Numbers? thresholds, int? topK, int? classId, string? name)
        : base(name)
    {
        Thresholds = thresholds;
        TopK = topK;
        ClassId = classId;
        _limits = Confusion.Thresholds(thresholds, topK is null ? 0.5 : Confusion.NotAmongBest);
        _right = AddVariable("true_positives", _limits.Count);
        _wrong = AddVariable(errors, _limits.Count);
    }

    /// <summary>Predictions above it are positive.</summary>
    /// <value>Default: none, which stands for 0.5, or for no threshold with <see cref="TopK"/>.</value>
    public Numbers? Thresholds { get; }

    /// <summary>Only the so many largest predictions along the last axis can be positive.</summary>
    /// <value>Default: none.</value>
    public int? TopK { get; }

    /// <summary>Only this class is looked at.</summary>
    /// <value>Default: none, all are.</value>
    public int? ClassId { get; }

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        (yTrue, yPred) = Confusion.Prepare(yTrue, yPred, TopK, ClassId, Name);
        Confusion counts = Confusion.Of(yTrue, yPred, sampleWeight, _limits);
        _right.Assign(_right + counts.TruePositives);
        _wrong.Assign(_wrong + Errors(counts));
    }

    /// <inheritdoc/>
    public override KerasTensor Result()
    {
        KerasTensor result = Ops.DivideNoNaN(_right, _right.Read() + _wrong);
        return _limits.Count == 1 ? Ops.Squeeze(result, 0) : result;
    }

    /// <summary>The errors that count against the true positives.</summary>
    private protected abstract KerasTensor Errors(Confusion counts);
}
