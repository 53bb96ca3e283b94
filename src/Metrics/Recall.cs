namespace KerasNet.Metrics;

/// <summary>The share of true labels that are predicted: TP / (TP + FN), 0 if there are none.</summary>
/// <remarks>Predictions and labels of the same shape. The result is a number, or a vector for several thresholds. A mask has no effect, as in Keras. State: true_positives, false_negatives.</remarks>
public sealed class Recall : TruePositiveRatio
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">Predictions above it are positive, one number or several in [0, 1]; 0.5 if not given, none at all with <paramref name="topK"/>.</param>
    /// <param name="topK">Only the so many largest predictions along the last axis can be positive.</param>
    /// <param name="classId">Only this class is looked at.</param>
    /// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
    public Recall(Numbers? thresholds = null, int? topK = null, int? classId = null, string? name = null)
        : base("false_negatives", thresholds, topK, classId, name)
    {
    }

    private protected override KerasTensor Errors(Confusion counts) => counts.FalseNegatives;
}
