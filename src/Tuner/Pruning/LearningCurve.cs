namespace KerasNet.Tuning;

/// <summary>The objective over the epochs of a trial's first execution: what a <see cref="Pruner"/> sees of it.</summary>
/// <param name="TrialId">The number of the trial.</param>
/// <param name="Status">Where the trial stands.</param>
/// <param name="Points">Epochs, from 0, and the values of the objective after them, in order; epochs without a value are left out.</param>
public sealed record LearningCurve(string TrialId, TrialStatus Status, IReadOnlyList<(int Epoch, double Value)> Points)
{
    /// <summary>The value after an epoch; null if there is none.</summary>
    public double? At(int epoch)
    {
        foreach ((int own, double value) in Points)
            if (own == epoch)
                return value;
        return null;
    }

    /// <summary>The best value up to an epoch, with it; NaN if there is no number.</summary>
    public double Best(int epoch, Direction direction)
    {
        double best = double.NaN;
        foreach (double value in UpTo(epoch))
            if (double.IsNaN(best) || direction.IsBetter(value, best))
                best = value;
        return best;
    }

    /// <summary>The mean of the values up to an epoch, with it; NaN if there is no number.</summary>
    public double Mean(int epoch) => UpTo(epoch).DefaultIfEmpty(double.NaN).Average();

    internal static LearningCurve Of(Trial trial, Objective objective) => new(
        trial.Id, trial.Status,
        [.. trial.Epochs.Where(one => one.Execution == 0 && objective.HasValue(one.Logs)).Select(one => (one.Epoch, objective.ValueOf(one.Logs)))]);

    private IEnumerable<double> UpTo(int epoch) => Points.Where(one => one.Epoch <= epoch && !double.IsNaN(one.Value)).Select(one => one.Value);
}
