using System.Globalization;
using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Searches: what they propose to workers in turn, and what becomes of the trials.</summary>
internal sealed class OracleCases : IGoldenTopic
{
    private const int MoreThanAnySearch = 5000;

    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            Refusal.Of(golden, () => Make(golden));
        else if (golden.Name.StartsWith("hyperband_plan", StringComparison.Ordinal))
            CheckPlan(golden);
        else
            CheckRun(golden, Make(golden));
    }

    /// <summary>The oracle of a case, with its search space.</summary>
    internal static Oracle Make(GoldenCase golden)
    {
        JsonElement args = golden.Json.Field("args") ?? default;
        HyperParameters? space = null;
        if (golden.Has("declare"))
        {
            space = new HyperParameters();
            SpaceScript.Play(space, golden["declare"]);
        }

        string kind = golden.Text("oracle")!;
        OracleOptions options = new()
        {
            Objective = args.Field("objective") is { } objective ? ObjectiveCases.Make(objective)
                : args.Field("direction") is { } direction ? new Objective("score", direction.GetString() == "max" ? Direction.Max : Direction.Min)
                : new Objective("score", Direction.Min),
            MaxTrials = args.Field("max_trials")?.GetInt32() ?? (kind is "RandomSearch" ? 10 : null),
            Seed = 1,
            HyperParameters = space,
            TuneNewEntries = args.Field("tune_new_entries")?.GetBoolean() ?? true,
            AllowNewEntries = args.Field("allow_new_entries")?.GetBoolean() ?? true,
            MaxRetriesPerTrial = args.Field("max_retries_per_trial")?.GetInt32() ?? 0,
            MaxConsecutiveFailedTrials = args.Field("max_consecutive_failed_trials")?.GetInt32() ?? 3,
        };
        return kind switch
        {
            "GridSearch" => new GridSearchOracle(options),
            "Hyperband" => new HyperbandOracle(options, args.Field("max_epochs")?.GetInt32() ?? 100, args.Field("factor")?.GetInt32() ?? 3),
            "BayesianOptimization" => new BayesianOptimizationOracle(options, args.Field("num_initial_points")?.GetInt32()),
            _ => new RandomSearchOracle(options),
        };
    }

    /// <summary>Runs a search to its end with one worker; every trial scores its number.</summary>
    internal static List<Trial> RunAll(Oracle oracle, Action<Trial>? started = null)
    {
        List<Trial> trials = [];
        while (trials.Count < MoreThanAnySearch)
        {
            Trial trial = oracle.CreateTrial("w0");
            if (trial.Status != TrialStatus.Running)
                return trials;
            trials.Add(trial);
            started?.Invoke(trial);
            oracle.UpdateTrial(trial.Id, new Dictionary<string, double> { [oracle.Objective.Name] = trials.Count });
            oracle.EndTrial(trial.Id, TrialStatus.Completed);
        }

        throw new MismatchException($"the search did not end after {MoreThanAnySearch} trials");
    }

    private static void CheckPlan(GoldenCase golden)
    {
        HyperbandOracle oracle = (HyperbandOracle)Make(golden);
        JsonElement brackets = golden["outputs"].GetProperty("brackets");
        Comparer.Equal("number of brackets", oracle.Brackets, brackets.GetArrayLength());
        foreach (JsonElement bracket in brackets.EnumerateArray())
            Comparer.EqualLists(
                $"rounds of bracket {bracket.GetProperty("bracket")}", oracle.Plan(bracket.GetProperty("bracket").GetInt32()),
                bracket.GetProperty("rounds").EnumerateArray().Select(round =>
                    new HyperbandRound(round.GetProperty("size").GetInt32(), round.GetProperty("epochs").GetInt32(), round.GetProperty("initial_epoch").GetInt32())));
    }

    private static void CheckRun(GoldenCase golden, Oracle oracle)
    {
        if (golden.Has("facts"))
        {
            CheckFacts(golden["facts"], RunAll(oracle));
            return;
        }

        JsonElement outputs = golden["outputs"];
        if (outputs.Field("trials") is { } trials)
            CheckTrials(trials, RunAll(oracle));
        if (outputs.Field("events") is not { } events)
            return;
        int i = 0;
        foreach (JsonElement one in events.EnumerateArray())
            Play(oracle, one, $"event {i++}");
        CheckEnd(oracle, outputs);
    }

    private static void CheckFacts(JsonElement facts, List<Trial> trials)
    {
        Comparer.Equal("trials", trials.Count, facts.GetProperty("trials").GetInt32());
        Comparer.Equal("distinct", trials.Select(trial => Oracle.Hash(trial.HyperParameters.Values)).Distinct().Count(), trials.Count);
        if (facts.Field("first") is { } first)
            TunerValues.Check("first", trials[0].HyperParameters.Values.Values.Single(), first);
        if (facts.Field("others_sorted") is { } others)
            TunerValues.CheckAll("others", [.. trials.Skip(1).Select(trial => trial.HyperParameters.Values.Values.Single()).OrderBy(HyperValue.Number)], others);
    }

    private static void CheckTrials(JsonElement expected, List<Trial> trials)
    {
        JsonElement[] all = [.. expected.EnumerateArray().Where(one => one.GetArrayLength() == 2)];
        Comparer.Equal("trials", trials.Count, all.Length);
        foreach ((Trial trial, JsonElement one) in trials.Zip(all))
        {
            Comparer.Equal("number", trial.Id, one[0].GetString());
            TunerValues.CheckAll($"trial {trial.Id}", trial.HyperParameters.Values, one[1]);
        }
    }

    private static void Play(Oracle oracle, JsonElement one, string what)
    {
        switch (one.Text("do"))
        {
            case "create":
                Trial trial = oracle.CreateTrial(one.Text("worker"));
                Comparer.Equal($"{what}, status", trial.Status.ToString().ToUpperInvariant(), one.Text("status"));
                if (one.Field("trial_id") is { } id)
                    Comparer.Equal($"{what}, number", trial.Id, id.GetString());
                if (one.Field("values") is { } values)
                    CheckValues($"{what}, values", oracle, trial, values);
                break;
            case "declare":
                SpaceScript.Play(oracle.Trials[one.Text("trial_id")].HyperParameters, one.GetProperty("script"));
                break;
            case "update":
                oracle.UpdateTrial(
                    one.Text("trial_id"), one.GetProperty("metrics").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.AsNumber()),
                    one.GetProperty("step").GetInt32());
                break;
            case "end":
                End(oracle, one, what);
                break;
        }
    }

    /// <summary>Values that were drawn are left out of a case, unless the search repeats those of another trial.</summary>
    private static void CheckValues(string what, Oracle oracle, Trial trial, JsonElement expected)
    {
        Dictionary<string, object> named = trial.HyperParameters.Values.Where(pair => oracle is GridSearchOracle || pair.Key.StartsWith("tuner/", StringComparison.Ordinal)).ToDictionary();
        TunerValues.CheckAll(what, named, expected);
        if (expected.Field("tuner/trial_id") is { } past)
            Comparer.Equal($"{what}, hash", Oracle.Hash(trial.HyperParameters.Values), Oracle.Hash(oracle.Trials[past.GetString()!].HyperParameters.Values));
    }

    private static void End(Oracle oracle, JsonElement one, string what)
    {
        bool threw = false;
        try
        {
            oracle.EndTrial(one.Text("trial_id"), Enum.Parse<TrialStatus>(one.Text("status"), ignoreCase: true), "a message");
        }
        catch (TooManyFailuresException)
        {
            threw = true;
        }

        Trial trial = oracle.Trials[one.Text("trial_id")];
        Comparer.Equal($"{what}, raises", threw, one.Field("raises") is not null);
        Comparer.Equal($"{what}, becomes", trial.Status.ToString().ToUpperInvariant(), one.Text("becomes"));
        Comparer.Equal($"{what}, score", trial.Score?.ToString("R", CultureInfo.InvariantCulture), one.Field("score")?.AsNumber().ToString("R", CultureInfo.InvariantCulture));
        if (one.Field("best_step") is { } step)
            Comparer.Equal($"{what}, best step", trial.BestStep, step.GetInt32());
    }

    private static void CheckEnd(Oracle oracle, JsonElement outputs)
    {
        if (outputs.Field("start_order") is { } start)
            Comparer.EqualLists("order of starts", oracle.StartOrder, Texts(start));
        if (outputs.Field("end_order") is { } end)
            Comparer.EqualLists("order of ends", oracle.EndOrder, Texts(end));
        if (outputs.Field("run_times") is { } runs)
            Comparer.EqualLists("runs", oracle.Runs.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)), runs.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetInt32())).Order());
        if (outputs.Field("remaining_trials") is { } remaining)
            Comparer.Equal("remaining trials", oracle.RemainingTrials, remaining.GetInt32());
        if (outputs.Field("best_trials") is { } best)
            Comparer.EqualLists("best trials", oracle.GetBestTrials(best.GetArrayLength()).Select(trial => trial.Id), Texts(best));
        if (outputs.Field("space") is { } space)
            Comparer.EqualLists("space", oracle.Space.Space.Select(one => one.Name), Texts(space));
    }

    internal static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
