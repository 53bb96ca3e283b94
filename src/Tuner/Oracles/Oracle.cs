using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>Decides what to try next and hears how it went. It trains nothing itself, so that one search may have many workers.</summary>
/// <remarks>What an oracle proposes depends only on its options and on the order of the calls; a journal of the calls brings it back to where it was.</remarks>
public abstract class Oracle
{
    // Keras Tuner pads the numbers of trials to the width of the text "None" where their number is not known.
    private const int UnknownWidth = 4;
    private const int MaxCollisions = 20;

    // A space that chance has nearly used up is gone through point by point if it has no more than these.
    private const int MaxListed = 20_000;

    private readonly Dictionary<string, Trial> _trials = [];
    private readonly List<string> _startOrder = [];
    private readonly List<string> _endOrder = [];
    private readonly Dictionary<string, int> _runs = [];
    private readonly List<string> _retryQueue = [];
    private readonly Dictionary<string, string> _ongoing = [];
    private readonly HashSet<string> _tried = [];
    private int _infeasibleInARow;
    private int _idWidth;

    private protected Oracle(OracleOptions options)
    {
        options.Check();
        Options = options;
        MaxTrials = options.MaxTrials;
        _idWidth = Width(MaxTrials);
        Objective = options.Objective ?? Objective.Default;
        Seed = options.Seed ?? Random.Shared.NextInt64(int.MaxValue);
        Draws = new Draws(Seed);
        Space = options.HyperParameters?.Copy() ?? new HyperParameters();
    }

    /// <summary>What is made small or large.</summary>
    public Objective Objective { get; }

    /// <summary>Where the random numbers start.</summary>
    public long Seed { get; private set; }

    /// <summary>How many points are tried at most; null for as many as the search has. A study that is taken up may be given more.</summary>
    public int? MaxTrials { get; private set; }

    /// <summary>The search space as far as it is known.</summary>
    public HyperParameters Space { get; }

    /// <summary>All trials by number.</summary>
    public IReadOnlyDictionary<string, Trial> Trials => _trials;

    /// <summary>The numbers of the trials, in the order in which they were started.</summary>
    public IReadOnlyList<string> StartOrder => _startOrder;

    /// <summary>The numbers of the trials that ended for good, in that order.</summary>
    public IReadOnlyList<string> EndOrder => _endOrder;

    /// <summary>How often each trial was run.</summary>
    public IReadOnlyDictionary<string, int> Runs => _runs;

    /// <summary>How many trials may still be started; null where their number is not limited. Points that turned out infeasible do not count.</summary>
    public int? RemainingTrials => MaxTrials - _trials.Values.Count(trial => trial.Status != TrialStatus.Infeasible);

    /// <summary>How many trials there will be as far as one can tell beforehand; null if one cannot.</summary>
    internal virtual int? PlannedTrials => MaxTrials;

    /// <summary>How much work all trials are, in the unit of <see cref="WorkOf"/>.</summary>
    internal virtual double? PlannedWork => PlannedTrials;

    /// <summary>The options.</summary>
    internal OracleOptions Options { get; }

    /// <summary>The numbers of the trials that are running, by worker.</summary>
    internal IReadOnlyDictionary<string, string> Ongoing => _ongoing;

    /// <summary>The numbers of the trials that wait for another run.</summary>
    internal IReadOnlyList<string> RetryQueue => _retryQueue;

    /// <summary>The hashes of the points that were tried.</summary>
    internal IReadOnlyCollection<string> Tried => _tried;

    /// <summary>How many random numbers were drawn.</summary>
    internal ulong DrawCount => Draws.Count;

    /// <summary>Whether the last point was drawn by chance.</summary>
    internal bool LastWasByChance { get; private set; }

    /// <summary>After how many points in a row that break what the model requires the search ends with an error.</summary>
    private protected virtual int MaxInfeasibleInARow => 1000;

    /// <summary>The random numbers of the search.</summary>
    private protected Draws Draws { get; private set; }

    /// <summary>What the worker is to do next: the trial it has not ended yet, one to try again, or a new one.</summary>
    /// <param name="worker">The name of the worker.</param>
    /// <returns>A running trial, or one that is idle or stopped and is not counted; the message of a stopped one says why the search is over.</returns>
    public Trial CreateTrial(string worker)
    {
        if (_ongoing.TryGetValue(worker, out string? running))
        {
            // A worker that asks again has lost what it did: it begins the trial anew.
            return Renew(running);
        }

        if (_retryQueue.Count > 0)
            return Retry(worker);
        string id = _trials.Count.ToString($"D{_idWidth}", CultureInfo.InvariantCulture);
        LastWasByChance = false;
        ulong drawn = Draws.Count;
        Proposal proposal = RemainingTrials <= 0 ? Proposal.Stopped($"All {MaxTrials} trials have been started.") : Propose(id);

        // A worker that asked in vain leaves no trace: the next proposal does not depend on how often others asked.
        if (proposal.Status != TrialStatus.Running)
            Draws.Count = drawn;
        HyperParameters parameters = Space.Copy();
        parameters.SetValues(proposal.Values ?? new Dictionary<string, object>());
        Trial trial = new(id, parameters, proposal.Status) { Message = proposal.Reason };
        if (trial.Status == TrialStatus.Running)
        {
            _tried.Add(Hash(parameters.Values));
            _ongoing[worker] = id;
            _trials[id] = trial;
            _startOrder.Add(id);
        }

        return trial;
    }

    /// <summary>Hears what a trial measured.</summary>
    /// <param name="trialId">The number of the trial.</param>
    /// <param name="metrics">What it measured, by name.</param>
    /// <param name="step">Where on the way, for example the epoch from 0.</param>
    public void UpdateTrial(string trialId, IReadOnlyDictionary<string, double> metrics, int step = 0)
    {
        Trial trial = _trials[trialId];
        foreach ((string name, double value) in metrics)
            trial.Report(name, value, step, DirectionOf(name));
    }

    /// <summary>Hears that a trial ended.</summary>
    /// <param name="trialId">The number of the trial.</param>
    /// <param name="status">Completed; invalid if it may be tried again; failed if not.</param>
    /// <param name="message">Why it failed.</param>
    /// <param name="parameters">The space as the trial came to know it.</param>
    /// <exception cref="TooManyFailuresException">Too many trials in a row have failed.</exception>
    public void EndTrial(string trialId, TrialStatus status, string? message = null, HyperParameters? parameters = null)
    {
        Trial trial = _trials[trialId];
        (trial.Status, trial.Message) = (status, message ?? trial.Message);
        if (parameters is not null)
            trial.HyperParameters = parameters;
        UpdateSpace(trial.HyperParameters);
        if (status is TrialStatus.Completed or TrialStatus.Pruned)
            Score(trial);
        _tried.Add(Hash(trial.HyperParameters.Values));
        _runs[trialId] = _runs.GetValueOrDefault(trialId) + 1;
        if (_ongoing.FirstOrDefault(pair => pair.Value == trialId).Key is { } worker)
            _ongoing.Remove(worker);
        if (trial.Status == TrialStatus.Invalid && _runs[trialId] <= Options.MaxRetriesPerTrial)
        {
            _retryQueue.Add(trialId);
        }
        else if (trial.Status != TrialStatus.Infeasible)
        {
            if (trial.Status == TrialStatus.Invalid)
                trial.Status = TrialStatus.Failed;
            _endOrder.Add(trialId);
        }

        _infeasibleInARow = trial.Status == TrialStatus.Infeasible ? _infeasibleInARow + 1 : 0;
        Ended(trial);
        CheckFailures();
    }

    /// <summary>Gives the trial of a worker that is gone back, to be done again from its beginning.</summary>
    internal void GiveBack(string worker)
    {
        if (!_ongoing.Remove(worker, out string? id))
            return;
        Renew(id);
        _retryQueue.Add(id);
    }

    /// <summary>Starts as a study was begun.</summary>
    internal void Begin(long seed, int? maxTrials)
    {
        (Seed, Draws) = (seed, new Draws(seed));
        MaxTrials = maxTrials;
        _idWidth = Width(maxTrials);
    }

    /// <summary>Goes on with more or fewer points.</summary>
    internal void GoOn(int? maxTrials) => MaxTrials = maxTrials;

    /// <summary>How much work a trial is beside others.</summary>
    internal virtual double WorkOf(Trial trial) => 1;

    /// <summary>What makes the search repeatable: its kind and its options.</summary>
    internal virtual JsonObject Describe() => new()
    {
        ["oracle"] = GetType().Name.Replace("Oracle", "", StringComparison.Ordinal),
        ["objective"] = Objective.ToString(),
        ["seed"] = Seed,
        ["max_trials"] = MaxTrials,
        ["max_retries_per_trial"] = Options.MaxRetriesPerTrial,
        ["max_consecutive_failed_trials"] = Options.MaxConsecutiveFailedTrials,
        ["tune_new_entries"] = Options.TuneNewEntries,
        ["allow_new_entries"] = Options.AllowNewEntries,
    };

    /// <summary>What Keras Tuner keeps of this search beside what it keeps of all.</summary>
    internal virtual void AddKerasTunerState(JsonObject json)
    {
    }

    /// <summary>Adds hyperparameters that a model asked for, unless the options forbid it.</summary>
    /// <exception cref="InvalidOperationException">There are new ones and the options do not allow them.</exception>
    public void UpdateSpace(HyperParameters parameters)
    {
        HyperParameter[] unknown = CheckSpace(parameters);
        if (Options.TuneNewEntries)
            Space.Merge(unknown);
    }

    /// <summary>The hyperparameters that are new.</summary>
    /// <exception cref="InvalidOperationException">There are new ones and the options do not allow them.</exception>
    internal HyperParameter[] CheckSpace(HyperParameters parameters)
    {
        HyperParameter[] unknown = [.. parameters.Space.Where(one => Space.Find(one.Name, one.Conditions) is null)];
        return unknown.Length == 0 || Options.AllowNewEntries
            ? unknown
            : throw new InvalidOperationException(
                $"The model asks for hyperparameters that the given space does not have: {string.Join(", ", unknown.Select(one => one.Name))}. Add them, or allow new entries.");
    }

    /// <summary>The best trials, best first; if fewer are completed, the others follow in the order of their numbers.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Trial> GetBestTrials(int count = 1)
    {
        IEnumerable<Trial> completed = _trials.Values.Where(trial => trial.Status == TrialStatus.Completed);
        IEnumerable<Trial> sorted = Objective.Direction == Direction.Min ? completed.OrderBy(trial => trial.Score) : completed.OrderByDescending(trial => trial.Score);
        return [.. sorted.Concat(_trials.Values.Where(trial => trial.Status != TrialStatus.Completed)).Take(count)];
    }

    /// <summary>The first 32 digits of the SHA-256 of all names and values in the order of the names, without those that a search adds itself.</summary>
    internal static string Hash(IReadOnlyDictionary<string, object> values)
    {
        StringBuilder text = new();
        foreach ((string name, object value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (!name.StartsWith(HyperbandOracle.Prefix, StringComparison.Ordinal))
                text.Append(name).Append('=').Append(HyperValue.Text(value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    /// <summary>What to try next.</summary>
    /// <param name="trialId">The number that the trial will have.</param>
    private protected abstract Proposal Propose(string trialId);

    /// <summary>A trial ended, for good or to be tried again.</summary>
    private protected virtual void Ended(Trial trial)
    {
    }

    /// <summary>Values for all active hyperparameters, drawn by chance, that were not tried before; null if none was found.</summary>
    private protected IReadOnlyDictionary<string, object>? RandomValues()
    {
        for (int collisions = 0; collisions <= MaxCollisions; collisions++)
        {
            HyperParameters point = new();
            foreach (HyperParameter parameter in Space.Space)
                if (parameter.IsActive(point.Values))
                    point.Set(parameter.Name, parameter.ProbabilityToValue(Draws.Next()));
            if (!_tried.Contains(Hash(point.Values)))
                return point.Values;
        }

        if (!(Space.PointCount <= MaxListed))
            return null;
        IReadOnlyDictionary<string, object>[] left = [.. SpaceSize.Points(Space.Space).Where(point => !_tried.Contains(Hash(point)))];
        return left.Length == 0 ? null : left[Math.Min((int)(Draws.Next() * left.Length), left.Length - 1)];
    }

    /// <summary>A random point; idle or stopped if there is none left.</summary>
    private protected Proposal ProposeByChance()
    {
        LastWasByChance = true;
        if (RandomValues() is { } values)
            return Proposal.Of(values);
        if (_ongoing.Count > 0)
            return Proposal.Idle;
        double points = Space.PointCount;
        return Proposal.Stopped(points <= MaxListed
            ? $"All {points} points of the space have been tried."
            : $"{MaxCollisions + 1} points drawn in a row had all been tried, of {(double.IsFinite(points) ? $"{points:N0}" : "a space without end")}.");
    }

    /// <summary>Whether a point was tried before.</summary>
    private protected bool WasTried(IReadOnlyDictionary<string, object> values) => _tried.Contains(Hash(values));

    private static int Width(int? maxTrials) => maxTrials?.ToString(CultureInfo.InvariantCulture).Length ?? UnknownWidth;

    private Trial Retry(string worker)
    {
        string id = _retryQueue[^1];
        _retryQueue.RemoveAt(_retryQueue.Count - 1);
        Trial trial = _trials[id];

        // What the failed run reported must not weigh on the new one: the mean with a NaN would be NaN again.
        trial.Reset();
        trial.Status = TrialStatus.Running;
        _ongoing[worker] = id;
        return trial;
    }

    /// <summary>A trial from its beginning, as another object: whoever ran it before cannot go on with it.</summary>
    private Trial Renew(string id) => _trials[id] = _trials[id].Again();

    private void Score(Trial trial)
    {
        MetricHistory? history = trial.Metrics.GetValueOrDefault(Objective.Name);
        if (history?.BestValue is not { } best)
            throw new InvalidOperationException(
                $"Trial {trial.Id} ended without a value of the objective '{Objective.Name}'. It reported: {(trial.Metrics.Count == 0 ? "nothing" : string.Join(", ", trial.Metrics.Keys))}.");
        (trial.Score, trial.BestStep) = (best, history.BestStep!.Value);
        if (double.IsNaN(best))
            trial.Status = TrialStatus.Invalid;
    }

    private void CheckFailures()
    {
        if (_infeasibleInARow == MaxInfeasibleInARow)
            throw new TooManyFailuresException($"{_infeasibleInARow} points in a row broke what the model requires. Is there any that does not?");
        int inARow = 0;
        foreach (string id in _endOrder)
        {
            inARow = _trials[id].Status == TrialStatus.Failed ? inARow + 1 : 0;
            if (inARow == Options.MaxConsecutiveFailedTrials)
                throw new TooManyFailuresException($"{inARow} trials in a row have failed, the last of them, {id}, with: {_trials[id].Message ?? "no message"}");
        }
    }

    private Direction DirectionOf(string metric) =>
        metric == Objective.Name ? Objective.Direction
        : Objective.Parts.FirstOrDefault(part => part.Name == metric) is { } part ? part.Direction
        : Objective.DirectionOf(metric) ?? Direction.Min;
}
