namespace KerasNet.Metrics;

/// <summary>The share of true labels that are predicted: TP / (TP + FN), 0 if there are none.</summary>
/// <remarks>Predictions and labels of the same shape. The result is a number, or a vector for several thresholds. A mask has no effect, as in Keras. State: true_positives, false_negatives.</remarks>
public sealed class Recall : Metric
{
    private readonly IReadOnlyList<double> _limits;
    private readonly Variable _right;
    private readonly Variable _wrong;

    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">Predictions above it are positive, one number or several in [0, 1]; 0.5 if not given, none at all with <paramref name="topK"/>.</param>
    /// <param name="topK">Only the so many largest predictions along the last axis can be positive.</param>
    /// <param name="classId">Only this class is looked at.</param>
    /// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
    public Recall(Numbers? thresholds = null, int? topK = null, int? classId = null, string? name = null)
        : base(name)
    {
        Thresholds = thresholds;
        TopK = topK;
        ClassId = classId;
        _limits = Confusion.Thresholds(thresholds, topK is null ? 0.5 : Confusion.NotAmongBest);
        _right = AddVariable("true_positives", _limits.Count);
        _wrong = AddVariable("false_negatives", _limits.Count);
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
        _wrong.Assign(_wrong + counts.FalseNegatives);
    }

    /// <inheritdoc/>
    public override KerasTensor Result()
    {
        KerasTensor result = Ops.DivideNoNaN(_right, _right.Read() + _wrong);
        return _limits.Count == 1 ? Ops.Squeeze(result, 0) : result;
    }
}
