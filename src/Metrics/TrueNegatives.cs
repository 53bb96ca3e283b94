namespace KerasNet.Metrics;

/// <summary>The (weighted) number of negative predictions that are right.</summary>
/// <param name="thresholds">Predictions above it are positive, one number or several in [0, 1]; 0.5 if not given.</param>
/// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
public sealed class TrueNegatives(Numbers? thresholds = null, string? name = null) : ConfusionCount(thresholds, name)
{
    /// <inheritdoc/>
    private protected override KerasTensor Pick(Confusion counts) => counts.TrueNegatives;
}
