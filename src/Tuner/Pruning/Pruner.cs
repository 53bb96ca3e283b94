namespace KerasNet.Tuning;

/// <summary>Stops trials early that do worse than others did at the same point of their training, in any search but <see cref="Hyperband"/>, which stops trials itself.</summary>
/// <remarks>
/// <para>It is asked after each epoch of a trial's first execution, or first fold, that has a value of the objective, and compares it with the first executions of other trials.
/// A trial that has passed there gets all its executions: comparing each of them anew would stop nearly all trials in the end.</para>
/// <para>What it decides is kept in the study, so that a search that is taken up does not decide again. A trial that is stopped is <see cref="TrialStatus.Pruned"/>: it counts as a
/// trial and keeps its score so far, but is not among the best ones.</para>
/// </remarks>
public abstract class Pruner
{
    /// <summary>Whether a trial is to be stopped.</summary>
    /// <param name="curve">The trial, up to the epoch that it ended last; never empty.</param>
    /// <param name="others">The other trials that run, were completed or were pruned, in the order of their numbers.</param>
    /// <param name="direction">Whether less or more is better.</param>
    /// <returns>Why it is to be stopped, as a sentence for the user; null to let it go on.</returns>
    public abstract string? Judge(LearningCurve curve, IReadOnlyList<LearningCurve> others, Direction direction);

    /// <summary>Asks about the epoch that a trial ended last.</summary>
    internal string? Judge(Oracle oracle, Trial trial)
    {
        LearningCurve curve = LearningCurve.Of(trial, oracle.Objective);
        if (trial.Epochs.Count == 0 || curve.Points.Count == 0 || trial.Epochs[^1].Execution != 0 || trial.Epochs[^1].Epoch != curve.Points[^1].Epoch)
            return null;
        return Judge(
            curve,
            [
                .. oracle.StartOrder.Select(id => oracle.Trials[id])
                    .Where(other => other.Id != trial.Id && other.Status is TrialStatus.Running or TrialStatus.Completed or TrialStatus.Pruned)
                    .Select(other => LearningCurve.Of(other, oracle.Objective)),
            ],
            oracle.Objective.Direction);
    }
}
