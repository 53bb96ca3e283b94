using KerasNet.Callbacks;

namespace KerasNet.Tuning;

/// <summary>What a trial's training came to: a number, some named numbers, a history, or several of these from as many executions.</summary>
/// <remarks>Converts by itself: <c>return 0.5;</c>, <c>return model.Fit(…);</c>, <c>return new Dictionary&lt;string, double&gt; { ["val_loss"] = 0.5 };</c>.</remarks>
public sealed class TrialResult
{
    private readonly double? _number;
    private readonly IReadOnlyDictionary<string, double>[] _epochs;
    private readonly TrialResult[] _executions;

    private TrialResult(double? number, IReadOnlyDictionary<string, double>[] epochs, TrialResult[] executions) =>
        (_number, _epochs, _executions) = (number, epochs, executions);

    /// <summary>The value of the objective.</summary>
    public static implicit operator TrialResult(double value) => new(value, [], []);

    /// <summary>Named numbers, the objective among them.</summary>
    public static implicit operator TrialResult(Dictionary<string, double> metrics) => new(null, [metrics], []);

    /// <summary>What a training logged; the epoch counts in which the objective is best.</summary>
    public static implicit operator TrialResult(History history) => FromEpochs(history.ToDictionary());

    /// <summary>The mean of several executions of one trial, each with its own best epoch.</summary>
    /// <param name="executions">At least one.</param>
    public static TrialResult Mean(params IReadOnlyList<TrialResult> executions) => executions.Count > 0
        ? new(null, [], [.. executions])
        : throw new ArgumentException("The mean of executions needs at least one.", nameof(executions));

    /// <summary>What a training logged: the values of each name, one per epoch.</summary>
    internal static TrialResult FromEpochs(IReadOnlyDictionary<string, IReadOnlyList<double>> history)
    {
        int epochs = history.Count == 0 ? 0 : history.Values.Max(values => values.Count);
        return new(
            null,
            [.. Enumerable.Range(0, epochs).Select(epoch => history.Where(entry => epoch < entry.Value.Count).ToDictionary(entry => entry.Key, entry => entry.Value[epoch]))],
            []);
    }

    /// <summary>The numbers that count for a trial, the objective's among them, and the epoch they are from.</summary>
    /// <exception cref="InvalidOperationException">The objective is not among the results, or cannot be told.</exception>
    internal (IReadOnlyDictionary<string, double> Metrics, int BestStep) Score(Objective objective)
    {
        if (_executions.Length > 0)
            return MeanOf([.. _executions.Select(execution => execution.Score(objective))]);
        if (_number is { } number)
            return (new Dictionary<string, double> { [objective.Name] = number }, 0);
        if (objective.Name == Objective.DefaultName)
            throw new InvalidOperationException("A search without an objective needs one number as the result, to be made small. Name an objective, or return a number.");
        int[] usable = [.. Enumerable.Range(0, _epochs.Length).Where(epoch => objective.HasValue(_epochs[epoch]))];
        if (usable.Length == 0)
            throw new InvalidOperationException(
                $"The objective '{objective.Name}' is not among the results. There are: {string.Join(", ", _epochs.SelectMany(epoch => epoch.Keys).Distinct())}.");
        int best = usable[0];
        foreach (int epoch in usable)
            if (objective.Direction.IsBetter(objective.ValueOf(_epochs[epoch]), objective.ValueOf(_epochs[best])))
                best = epoch;
        Dictionary<string, double> metrics = new(_epochs[best]);
        metrics[objective.Name] = objective.ValueOf(metrics);
        return (metrics, best);
    }

    private static (IReadOnlyDictionary<string, double>, int) MeanOf((IReadOnlyDictionary<string, double> Metrics, int BestStep)[] scores) =>
        (scores.SelectMany(score => score.Metrics.Keys).Distinct().ToDictionary(
            name => name, name => scores.Where(score => score.Metrics.ContainsKey(name)).Average(score => score.Metrics[name])),
            (int)scores.Average(score => score.BestStep));
}
