namespace KerasNet.Metrics;

/// <summary>Counts at many thresholds, from which a best point is read: the base of metrics such as precision at recall.</summary>
/// <remarks>State: true_positives, false_positives, true_negatives, false_negatives, a number per threshold.</remarks>
public abstract class ConfusionCurve : Metric
{
    private readonly IReadOnlyList<double> _limits;
    private readonly Variable _truePositives, _falsePositives, _trueNegatives, _falseNegatives;
    private readonly double _least;

    private protected ConfusionCurve(double least, int numThresholds, int? classId, string? name)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numThresholds, 1);
        _least = Checks.Fraction(least);
        NumThresholds = numThresholds;
        ClassId = classId;
        _limits = numThresholds == 1 ? [0.5] : Confusion.Even(numThresholds, 0, 1);
        _truePositives = AddVariable("true_positives", numThresholds);
        _falsePositives = AddVariable("false_positives", numThresholds);
        _trueNegatives = AddVariable("true_negatives", numThresholds);
        _falseNegatives = AddVariable("false_negatives", numThresholds);
    }

    /// <summary>How many thresholds are tried, evenly between 0 and 1; one stands for 0.5.</summary>
    /// <value>Default: 200.</value>
    public int NumThresholds { get; }

    /// <summary>Only this class is looked at.</summary>
    /// <value>Default: none, all are.</value>
    public int? ClassId { get; }

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;

    /// <summary>TP / (TP + FN).</summary>
    private protected KerasTensor RecallOf => Share(_truePositives, _falseNegatives);

    /// <summary>TP / (TP + FP).</summary>
    private protected KerasTensor PrecisionOf => Share(_truePositives, _falsePositives);

    /// <summary>TN / (TN + FP).</summary>
    private protected KerasTensor SpecificityOf => Share(_trueNegatives, _falsePositives);

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        (yTrue, yPred) = Confusion.Prepare(yTrue, yPred, null, ClassId, Name);
        Confusion counts = Confusion.Of(yTrue, yPred, sampleWeight, _limits);
        _truePositives.Assign(_truePositives + counts.TruePositives);
        _falsePositives.Assign(_falsePositives + counts.FalsePositives);
        _trueNegatives.Assign(_trueNegatives + counts.TrueNegatives);
        _falseNegatives.Assign(_falseNegatives + counts.FalseNegatives);
    }

    /// <summary>The largest value at thresholds where the other is large enough; 0 if there is none.</summary>
    private protected KerasTensor Best(KerasTensor value, KerasTensor where) =>
        Ops.Max(Ops.Where(Ops.GreaterEqual(where, _least), value, Ops.Scalar(0, value)));

    private static KerasTensor Share(KerasTensor part, KerasTensor rest) => Ops.DivideNoNaN(part, part + rest);
}
