namespace KerasNet.Tuning;

/// <summary>One point of the search space, what became of it, and how it scored.</summary>
public sealed class Trial
{
    private readonly Dictionary<string, MetricHistory> _metrics = [];
    private TrialEpoch[] _epochs = [];

    internal Trial(string id, HyperParameters hyperParameters, TrialStatus status) => (Id, HyperParameters, Status) = (id, hyperParameters, status);

    /// <summary>Its number, padded with zeros to the width that the search needs.</summary>
    public string Id { get; }

    /// <summary>The space as it is known to the trial, with its values.</summary>
    public HyperParameters HyperParameters { get; internal set; }

    /// <summary>The values that its model asked for, without those of the search itself; before the model is built, all that it may ask for.</summary>
    public IReadOnlyDictionary<string, object> Values
    {
        get
        {
            IReadOnlyCollection<string> asked = HyperParameters.Asked;
            return HyperParameters.Values
                .Where(pair => !pair.Key.StartsWith(HyperbandOracle.Prefix, StringComparison.Ordinal) && (asked.Count == 0 || asked.Contains(pair.Key)))
                .ToDictionary(pair => pair.Key, pair => pair.Value);
        }
    }

    /// <summary>Where it stands.</summary>
    public TrialStatus Status { get; internal set; }

    /// <summary>Its best value of the objective; null until it is completed.</summary>
    public double? Score { get; internal set; }

    /// <summary>The step, for example the epoch from 0, with that value.</summary>
    public int BestStep { get; internal set; }

    /// <summary>When its last run began, in UTC; null in studies of old.</summary>
    public DateTimeOffset? Began { get; internal set; }

    /// <summary>When its last run ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? Ended { get; internal set; }

    /// <summary>The number of the epoch after its last one, where this process trains it; 0 before its model is built.</summary>
    internal int EpochsPlanned { get; set; }

    /// <summary>Why it failed, was pruned or was not trained at all; of a stopped one, why the search is over.</summary>
    public string? Message { get; internal set; }

    /// <summary>Why it is to be stopped before its training ends; null if it is not.</summary>
    internal string? PruneReason { get; set; }

    /// <summary>What it reported, by the name of the metric.</summary>
    public IReadOnlyDictionary<string, MetricHistory> Metrics => _metrics;

    /// <summary>What every epoch logged: execution, epoch from 0, and the numbers by name.</summary>
    public IReadOnlyList<TrialEpoch> Epochs => _epochs;

    /// <summary>What it was copied from; null if it was not.</summary>
    internal Trial? Origin { get; private init; }

    /// <summary>How often it was taken from a worker.</summary>
    internal int Run { get; private init; }

    /// <summary>Adds the logs of an epoch.</summary>
    internal void Report(TrialEpoch epoch) => _epochs = [.. _epochs, epoch];

    /// <summary>Adds a value to a metric, whose direction is taken from the objective.</summary>
    internal void Report(string metric, double value, int step, Direction direction)
    {
        if (!_metrics.TryGetValue(metric, out MetricHistory? history))
            _metrics[metric] = history = new MetricHistory(direction);
        history.Report(value, step);
    }

    /// <summary>The trial as a worker gets it: what the worker asks of its hyperparameters does not show elsewhere before the trial ends.</summary>
    internal Trial Copy() => new(Id, HyperParameters.Copy(), Status) { Message = Message, Origin = this, Run = Run };

    /// <summary>The trial from its beginning, after it was taken from a worker.</summary>
    internal Trial Again() => new(Id, HyperParameters.Copy(), Status) { Run = Run + 1 };

    /// <summary>Forgets what an earlier run reported, before another one.</summary>
    internal void Reset()
    {
        _metrics.Clear();
        _epochs = [];
        PruneReason = null;
    }

    /// <summary>Its number and where it stands.</summary>
    public override string ToString() => $"Trial {Id} ({Status.ToString().ToLowerInvariant()})";
}

/// <summary>The logs of one epoch of a trial.</summary>
/// <param name="Execution">Which of the trial's executions or folds, from 0.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Logs">The numbers by name.</param>
public sealed record TrialEpoch(int Execution, int Epoch, IReadOnlyDictionary<string, double> Logs);
