using System.Globalization;

namespace KerasNet.Tuning;

/// <summary>
/// Stops trials at rungs, after <c>minEpochs</c>, <c>minEpochs · factor</c>, <c>minEpochs · factor²</c>, … epochs: one goes on if it is among the best <c>1 / factor</c> of all that
/// have come to the rung so far (asynchronous successive halving, Li et al., 2020).
/// </summary>
/// <remarks>
/// Nobody waits for others: the first trials at a rung are compared with few, so that the best one so far always goes on. Trials are stopped for good; the paper would take
/// one up again once it is good enough.
/// </remarks>
public sealed class SuccessiveHalvingPruner : Pruner
{
    private readonly int _minEpochs;
    private readonly int _factor;

    /// <summary>Sets up the rungs.</summary>
    /// <param name="minEpochs">The epochs of the first rung, which all trials are trained; at least 1.</param>
    /// <param name="factor">One of so many goes on from each rung, to be trained so many times as long; at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public SuccessiveHalvingPruner(int minEpochs = 1, int factor = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        (_minEpochs, _factor) = (minEpochs, factor);
    }

    /// <inheritdoc/>
    public override string? Judge(LearningCurve curve, IReadOnlyList<LearningCurve> others, Direction direction)
    {
        (int epoch, double value) = curve.Points[^1];
        if (!IsRung(epoch + 1))
            return null;
        double[] rung = [.. others.Select(other => other.At(epoch)).OfType<double>().Where(other => !double.IsNaN(other))];
        int better = double.IsNaN(value) ? rung.Length : rung.Count(other => direction.IsBetter(other, value));
        int places = Math.Max((rung.Length + 1) / _factor, 1);
        return better >= places
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"After epoch {epoch + 1} the value, {value:G4}, is not among the best {places} of {rung.Length + 1}: {better} of the others {(better == 1 ? "is" : "are")} better.")
            : null;
    }

    private bool IsRung(int epochs)
    {
        long rung = _minEpochs;
        while (rung < epochs)
            rung *= _factor;
        return rung == epochs;
    }
}
