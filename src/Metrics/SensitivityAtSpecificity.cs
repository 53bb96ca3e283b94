namespace KerasNet.Metrics;

/// <summary>The largest sensitivity TP / (TP + FN) at thresholds where the specificity TN / (TN + FP) is large enough.</summary>
/// <param name="specificity">How large it has to be, 0 to 1.</param>
/// <param name="numThresholds">How many thresholds are tried, evenly between 0 and 1; one stands for 0.5.</param>
/// <param name="classId">Only this class is looked at.</param>
/// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
public sealed class SensitivityAtSpecificity(double specificity, int numThresholds = 200, int? classId = null, string? name = null)
    : ConfusionCurve(specificity, numThresholds, classId, name)
{
    /// <summary>How large the specificity has to be.</summary>
    public double Specificity { get; } = specificity;

    /// <inheritdoc/>
    public override KerasTensor Result() => Best(RecallOf, SpecificityOf);
}
