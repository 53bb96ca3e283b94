using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>
/// Starts many points with few epochs and lets the best go on with more: brackets of successive halving, from the one with the most points to the one with the most epochs
/// (Li et al., Hyperband, 2018).
/// </summary>
/// <remarks>
/// A round of bracket b trains ⌈maxEpochs / factor^(b − round)⌉ epochs and has ⌈⌈1 + log_factor(maxEpochs)⌉ / (b + 1) · factor^(b − round)⌉ trials. The epochs stand among the
/// values of a trial, under <c>tuner/epochs</c>, <c>tuner/initial_epoch</c>, <c>tuner/bracket</c>, <c>tuner/round</c> and, where it goes on from another trial, <c>tuner/trial_id</c>.
/// </remarks>
public sealed class HyperbandOracle : Oracle
{
    /// <summary>How the names of the values begin that a search adds itself.</summary>
    internal const string Prefix = "tuner/";

    private readonly List<Bracket> _open = [];
    private int _current;
    private int _iteration;

    /// <summary>Sets up the search.</summary>
    /// <param name="options">What all searches share. Without <see cref="OracleOptions.MaxTrials"/> all brackets are run.</param>
    /// <param name="maxEpochs">The epochs of the longest training, at least 1.</param>
    /// <param name="factor">By how much the points shrink and the epochs grow from round to round, at least 2.</param>
    /// <param name="iterations">How often all brackets are run, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public HyperbandOracle(OracleOptions options, int maxEpochs = 100, int factor = 3, int iterations = 1)
        : base(options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        (MaxEpochs, Factor, Iterations) = (maxEpochs, factor, iterations);
        for (long reached = factor; reached <= maxEpochs; reached *= factor)
            _current++;
        Brackets = _current + 1;
        _open.Add(new Bracket(_current));
    }

    /// <summary>The epochs of the longest training.</summary>
    public int MaxEpochs { get; }

    /// <summary>By how much the points shrink and the epochs grow from round to round.</summary>
    public int Factor { get; }

    /// <summary>How often all brackets are run.</summary>
    public int Iterations { get; }

    /// <summary>The number of brackets; they are numbered down to 0.</summary>
    public int Brackets { get; }

    /// <summary>The rounds of a bracket.</summary>
    /// <param name="bracket">The bracket, which has one round more than its number.</param>
    public IReadOnlyList<HyperbandRound> Plan(int bracket) =>
        [.. Enumerable.Range(0, bracket + 1).Select(round => new HyperbandRound(Size(bracket, round), Epochs(bracket, round), round == 0 ? 0 : Epochs(bracket, round - 1)))];

    internal override int? PlannedTrials => Math.Min(MaxTrials ?? int.MaxValue, Iterations * Rounds.Sum(round => round.Size));

    // Where the search ends before its last bracket, one cannot tell.
    internal override double? PlannedWork => MaxTrials is null ? Iterations * Rounds.Sum(round => (double)round.Size * (round.Epochs - round.InitialEpoch)) : null;

    private IEnumerable<HyperbandRound> Rounds => Enumerable.Range(0, Brackets).SelectMany(Plan);

    internal override double WorkOf(Trial trial) =>
        HyperValue.Number(trial.HyperParameters.Values[Prefix + "epochs"]) - HyperValue.Number(trial.HyperParameters.Values[Prefix + "initial_epoch"]);

    internal override JsonObject Describe()
    {
        JsonObject json = base.Describe();
        (json["max_epochs"], json["factor"], json["iterations"]) = (MaxEpochs, Factor, Iterations);
        return json;
    }

    internal override void AddKerasTunerState(JsonObject json)
    {
        (json["hyperband_iterations"], json["max_epochs"], json["min_epochs"], json["factor"]) = (Iterations, MaxEpochs, 1, Factor);
        (json["current_bracket"], json["current_iteration"]) = (_current, _iteration);
        json["brackets"] = new JsonArray([.. _open.Select(bracket => new JsonObject
        {
            ["bracket_num"] = bracket.Number,
            ["rounds"] = new JsonArray([.. bracket.Rounds.Select(round => new JsonArray([.. round.Select(one => new JsonObject { ["past_id"] = one.Past, ["id"] = one.Id })]))]),
        })]);
    }

    // A point that cannot be trained leaves its place to another.
    private protected override void Ended(Trial trial)
    {
        if (trial.Status == TrialStatus.Infeasible)
            foreach (Bracket bracket in _open)
                bracket.Rounds[0].RemoveAll(one => one.Id == trial.Id);
    }

    private protected override Proposal Propose(string trialId)
    {
        while (true)
        {
            _open.RemoveAll(bracket => bracket.Rounds[^1].Count == Size(bracket.Number, bracket.Number));
            foreach (Bracket bracket in _open)
            {
                if (bracket.Rounds[0].Count < Size(bracket.Number, 0))
                    return Start(trialId, bracket);
                if (Promote(trialId, bracket) is { } proposal)
                    return proposal;
            }

            if (_current == 0 && _iteration + 1 == Iterations)
                return Ongoing.Count > 0 ? Proposal.Idle : Proposal.Stopped("All brackets are done.");
            (_current, _iteration) = _current > 0 ? (_current - 1, _iteration) : (Brackets - 1, _iteration + 1);
            _open.Add(new Bracket(_current));
        }
    }

    private Proposal Start(string trialId, Bracket bracket)
    {
        Proposal proposal = ProposeByChance();
        if (proposal.Values is not { } values)
            return proposal;
        bracket.Rounds[0].Add((null, trialId));
        return Proposal.Of(With(values, bracket.Number, 0, null));
    }

    /// <summary>The best trial of a round that is among the best of it whatever those do that still run.</summary>
    private Proposal? Promote(string trialId, Bracket bracket)
    {
        for (int round = 1; round < bracket.Rounds.Count; round++)
        {
            List<(string? Past, string Id)> own = bracket.Rounds[round];
            Trial[] candidates =
            [
                .. bracket.Rounds[round - 1].Where(past => !own.Exists(one => one.Past == past.Id)).Select(past => Trials[past.Id])
                    .Where(trial => trial.Status == TrialStatus.Completed),
            ];
            if (candidates.Length <= Size(bracket.Number, round - 1) - Size(bracket.Number, round))
                continue;
            Trial best = candidates[0];
            foreach (Trial trial in candidates)
                if (Objective.Direction.IsBetter(trial.Score!.Value, best.Score!.Value))
                    best = trial;
            own.Add((best.Id, trialId));
            return Proposal.Of(With(best.HyperParameters.Values, bracket.Number, round, best.Id));
        }

        return null;
    }

    private Dictionary<string, object> With(IReadOnlyDictionary<string, object> values, int bracket, int round, string? from)
    {
        Dictionary<string, object> all = new(values)
        {
            [Prefix + "epochs"] = Epochs(bracket, round),
            [Prefix + "initial_epoch"] = round == 0 ? 0 : Epochs(bracket, round - 1),
            [Prefix + "bracket"] = _current,
            [Prefix + "round"] = round,
        };
        if (from is not null)
            all[Prefix + "trial_id"] = from;
        return all;
    }

    private int Epochs(int bracket, int round) => (int)Math.Ceiling(MaxEpochs / Math.Pow(Factor, bracket - round));

    private int Size(int bracket, int round) => (int)Math.Ceiling(Math.Ceiling(1 + Math.Log(MaxEpochs, Factor)) / (bracket + 1) * Math.Pow(Factor, bracket - round));

    private sealed class Bracket(int number)
    {
        internal int Number => number;

        /// <summary>The trials of each round, and those of the round before that they go on from.</summary>
        internal List<List<(string? Past, string Id)>> Rounds { get; } = [.. Enumerable.Range(0, number + 1).Select(_ => new List<(string?, string)>())];
    }
}

/// <summary>One round of a bracket.</summary>
/// <param name="Size">The number of trials.</param>
/// <param name="Epochs">The epoch, counted from 1, after which they end.</param>
/// <param name="InitialEpoch">The number of epochs that they were trained before.</param>
public readonly record struct HyperbandRound(int Size, int Epochs, int InitialEpoch);
