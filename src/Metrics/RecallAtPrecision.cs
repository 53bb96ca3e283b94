namespace KerasNet.Metrics;

/// <summary>The largest recall TP / (TP + FN) at thresholds where the precision TP / (TP + FP) is large enough.</summary>
/// <param name="precision">How large it has to be, 0 to 1.</param>
/// <param name="numThresholds">How many thresholds are tried, evenly between 0 and 1; one stands for 0.5.</param>
/// <param name="classId">Only this class is looked at.</param>
/// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
public sealed class RecallAtPrecision(double precision, int numThresholds = 200, int? classId = null, string? name = null)
    : ConfusionCurve(precision, numThresholds, classId, name)
{
    /// <summary>How large the precision has to be.</summary>
    public double Precision { get; } = precision;

    /// <inheritdoc/>
    public override KerasTensor Result() => Best(RecallOf, PrecisionOf);
}
