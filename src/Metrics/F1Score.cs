namespace KerasNet.Metrics;

/// <summary>2·precision·recall / (precision + recall), per class or averaged.</summary>
/// <remarks>Labels one-hot (n, classes), predictions (n, classes). The result is a vector unless there is an average.</remarks>
/// <param name="average">None for one score per class; <c>micro</c> counts all classes together, <c>macro</c> takes the mean, <c>weighted</c> the mean by the number of labels.</param>
/// <param name="threshold">Predictions above it are positive, above 0 and at most 1; if not given, the largest of each row is.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class F1Score(string? average = null, double? threshold = null, string name = "f1_score")
    : FBetaScore(average, 1, threshold, name);
