namespace KerasNet.Metrics;

/// <summary>The share of predictions that equal their labels.</summary>
/// <remarks>For probabilities use one of the other accuracies; the string <c>accuracy</c> chooses among them by shape.</remarks>
/// <param name="name">The name under which the result is logged.</param>
public sealed class Accuracy(string name = "accuracy")
    : MeanMetricWrapper(MetricFunctions.Accuracy, name)
{
    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;
}
