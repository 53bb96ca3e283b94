namespace KerasNet.Metrics;

/// <summary>The share of positive predictions that are right: TP / (TP + FP), 0 if there are none.</summary>
/// <remarks>Predictions and labels of the same shape. The result is a number, or a vector for several thresholds. A mask has no effect, as in Keras. State: true_positives, false_positives.</remarks>
public sealed class Precision : TruePositiveRatio
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">Predictions above it are positive, one number or several in [0, 1]; 0.5 if not given, none at all with <paramref name="topK"/>.</param>
    /// <param name="topK">Only the so many largest predictions along the last axis can be positive.</param>
    /// <param name="classId">Only this class is looked at.</param>
    /// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
    public Precision(Numbers? thresholds = null, int? topK = null, int? classId = null, string? name = null)
        : base("false_positives", thresholds, topK, classId, name)
    {
    }

    private protected override KerasTensor Errors(Confusion counts) => counts.FalsePositives;
}
