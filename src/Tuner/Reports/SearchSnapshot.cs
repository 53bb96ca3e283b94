namespace KerasNet.Tuning;

/// <summary>A search as it stood at one moment, for whoever shows it: nothing in it changes.</summary>
internal sealed class SearchSnapshot
{
    private SearchSnapshot(Oracle oracle, TestResult? test)
    {
        Test = test;
        HashSet<string> ongoing = [.. oracle.Ongoing.Values];
        Objective = oracle.Objective;
        Trials = [.. oracle.StartOrder.Select(id => TrialSnapshot.Of(oracle.Trials[id], ongoing.Contains(id)))];
        Ended = [.. oracle.EndOrder];
        Best = Ranked.FirstOrDefault();
        Planned = oracle.PlannedTrials;
        PlannedWork = oracle.PlannedWork;
        EndedWork = oracle.EndOrder.Sum(id => oracle.WorkOf(oracle.Trials[id]));
        Space = oracle.Space.Copy();
    }

    /// <summary>What is made small or large.</summary>
    internal Objective Objective { get; }

    /// <summary>The trials in the order in which they were begun.</summary>
    internal IReadOnlyList<TrialSnapshot> Trials { get; }

    /// <summary>The numbers of the trials that ended for good, in that order.</summary>
    internal IReadOnlyList<string> Ended { get; }

    /// <summary>The best completed trial; null if there is none.</summary>
    internal TrialSnapshot? Best { get; }

    /// <summary>How the best model did on samples that no trial saw; null if it was not asked.</summary>
    internal TestResult? Test { get; }

    /// <summary>How many trials there will be; null if one cannot tell.</summary>
    internal int? Planned { get; }

    /// <summary>How much work all trials are; null if one cannot tell.</summary>
    internal double? PlannedWork { get; }

    /// <summary>How much work those were that ended.</summary>
    internal double EndedWork { get; }

    /// <summary>The space as far as it is known.</summary>
    internal HyperParameters Space { get; }

    /// <summary>The trials that failed.</summary>
    internal IEnumerable<TrialSnapshot> Failed => Trials.Where(trial => trial.Status is TrialStatus.Failed or TrialStatus.Invalid);

    /// <summary>The completed trials, best first.</summary>
    internal IEnumerable<TrialSnapshot> Ranked
    {
        get
        {
            IEnumerable<TrialSnapshot> completed = Trials.Where(trial => trial.Status == TrialStatus.Completed);
            return Objective.Direction == Direction.Min ? completed.OrderBy(trial => trial.Score) : completed.OrderByDescending(trial => trial.Score);
        }
    }

    /// <summary>The names of the hyperparameters that any trial asked for, in the order in which they became known.</summary>
    internal IReadOnlyList<string> Names =>
        [.. Space.Space.Select(one => one.Name).Concat(Trials.SelectMany(trial => trial.Values.Keys)).Distinct()
            .Where(name => Trials.Any(trial => trial.Values.ContainsKey(name)))];

    /// <summary>The best completed one of some trials; null if there is none.</summary>
    internal TrialSnapshot? BestOf(IEnumerable<string> ids) => ids.ToHashSet() is var some ? Ranked.FirstOrDefault(trial => some.Contains(trial.Id)) : null;

    /// <summary>The search as it stands. Call it while nobody changes the oracle.</summary>
    /// <param name="oracle">What has proposed the trials.</param>
    /// <param name="test">How the best model did on samples that no trial saw.</param>
    internal static SearchSnapshot Of(Oracle oracle, TestResult? test) => new(oracle, test);
}
