namespace KerasNet.Metrics;

/// <summary>The largest precision TP / (TP + FP) at thresholds where the recall TP / (TP + FN) is large enough.</summary>
/// <param name="recall">How large it has to be, 0 to 1.</param>
/// <param name="numThresholds">How many thresholds are tried, evenly between 0 and 1; one stands for 0.5.</param>
/// <param name="classId">Only this class is looked at.</param>
/// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
public sealed class PrecisionAtRecall(double recall, int numThresholds = 200, int? classId = null, string? name = null)
    : ConfusionCurve(recall, numThresholds, classId, name)
{
    /// <summary>How large the recall has to be.</summary>
    public double Recall { get; } = recall;

    /// <inheritdoc/>
    public override KerasTensor Result() => Best(PrecisionOf, RecallOf);
}
