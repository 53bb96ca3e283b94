using System.Globalization;

namespace KerasNet.Tuning;

/// <summary>
/// Stops a trial whose best value so far is worse than the median of what the others came to on average up to the same epoch: the median stopping rule of Google's Vizier
/// (Golovin et al., 2017, 3.2.1).
/// </summary>
/// <remarks>Others are trials that ended and were trained at least as long. A trial whose values are no numbers at all is worse than any.</remarks>
public sealed class MedianPruner : Pruner
{
    private readonly int _startupTrials;
    private readonly int _warmUpEpochs;

    /// <summary>Sets up the rule.</summary>
    /// <param name="startupTrials">How many trials must have ended and have come as far before one is stopped; at least 1.</param>
    /// <param name="warmUpEpochs">How many epochs every trial is trained whatever its values; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public MedianPruner(int startupTrials = 5, int warmUpEpochs = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(startupTrials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpEpochs);
        (_startupTrials, _warmUpEpochs) = (startupTrials, warmUpEpochs);
    }

    /// <inheritdoc/>
    public override string? Judge(LearningCurve curve, IReadOnlyList<LearningCurve> others, Direction direction)
    {
        int epoch = curve.Points[^1].Epoch;
        double[] means =
        [
            .. others.Where(other => other.Status != TrialStatus.Running && other.Points.Count > 0 && other.Points[^1].Epoch >= epoch)
                .Select(other => other.Mean(epoch)).Where(mean => !double.IsNaN(mean)).Order(),
        ];
        if (epoch < _warmUpEpochs || means.Length < _startupTrials)
            return null;
        double median = (means[(means.Length - 1) / 2] + means[means.Length / 2]) / 2;
        double best = curve.Best(epoch, direction);
        return double.IsNaN(best) || direction.IsBetter(median, best)
            ? string.Create(CultureInfo.InvariantCulture, $"After epoch {epoch + 1} the best value, {best:G4}, is worse than the median of {means.Length} trials, {median:G4}.")
            : null;
    }
}
