using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Whole searches whose trials return, or throw, what a case says.</summary>
internal sealed class SearchCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        JsonElement args = golden["args"];
        OracleOptions options = new()
        {
            Objective = args.Text("objective"),
            MaxTrials = args.GetProperty("max_trials").GetInt32(),
            MaxRetriesPerTrial = args.Field("max_retries_per_trial")?.GetInt32() ?? 0,
            Seed = 1,
        };
        string folder = Directory.CreateTempSubdirectory("keras-golden").FullName;
        try
        {
            using ScriptedTuner tuner = new(options, new TunerOptions { Directory = folder }, golden["inputs"].GetProperty("run_trial"));
            Check(tuner, golden["outputs"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(ScriptedTuner tuner, JsonElement outputs)
    {
        bool threw = false;
        try
        {
            tuner.Search(new TrialFit());
        }
        catch (Exception e) when (e is SearchException or TooManyFailuresException)
        {
            threw = true;
        }

        Comparer.Equal("raises", threw, outputs.Field("raises") is not null);
        Comparer.EqualLists("order of ends", tuner.Oracle.EndOrder, OracleCases.Texts(outputs.GetProperty("end_order")));
        JsonElement best = outputs.GetProperty("best");
        Comparer.EqualLists("best", tuner.Oracle.GetBestTrials(best.GetArrayLength()).Select(trial => trial.Id), OracleCases.Texts(best));
        JsonElement trials = outputs.GetProperty("trials");
        Comparer.Equal("trials", tuner.Trials.Count, trials.GetArrayLength());
        foreach ((Trial trial, JsonElement expected) in tuner.Trials.Zip(trials.EnumerateArray()))
            Check(trial, expected);
    }

    private static void Check(Trial trial, JsonElement expected)
    {
        Comparer.Equal("number", trial.Id, expected.Text("trial_id"));
        Comparer.Equal($"{trial}, status", trial.Status.ToString().ToUpperInvariant(), expected.Text("status"));
        Comparer.Equal($"{trial}, score", trial.Score, expected.Field("score")?.GetDouble());
        Comparer.Equal($"{trial}, best step", trial.BestStep, expected.GetProperty("best_step").GetInt32());
        Comparer.Equal($"{trial}, has a message", trial.Message is not null, expected.GetProperty("has_message").GetBoolean());
        JsonElement metrics = expected.GetProperty("metrics");
        Comparer.EqualLists($"{trial}, metrics", trial.Metrics.Keys.Order(), metrics.EnumerateObject().Select(pair => pair.Name).Order());
        foreach (JsonProperty pair in metrics.EnumerateObject())
            Comparer.EqualLists(
                $"{trial}, {pair.Name}", trial.Metrics[pair.Name].Observations.SelectMany(one => one.Values.Prepend(one.Step)),
                pair.Value.EnumerateArray().SelectMany(one => one[1].EnumerateArray().Select(value => value.GetDouble()).Prepend(one[0].GetInt32())));
    }

    /// <summary>A search for one number, whose trials end as a script says, one entry a run.</summary>
    private sealed class ScriptedTuner(OracleOptions search, TunerOptions options, JsonElement script)
        : Tuner(HyperModel.From(_ => throw new NotSupportedException()), new RandomSearchOracle(search), options)
    {
        private int _run;

        protected override void BuildOnce(HyperParameters hp, TrialFit fit) => hp.Float("x", 0, 1);

        protected override TrialResult RunTrial(Trial trial, TrialFit fit) => script[_run++] is var entry && entry.Field("raises") is { } error
            ? throw (error.GetString() == "FailedTrialError" ? new FailedTrialException("as the case says") : new InvalidOperationException("as the case says"))
            : entry.ValueKind == JsonValueKind.Null ? null! : ResultCases.Make(entry);
    }
}

/// <summary>How a search learns its space before the first trial.</summary>
internal sealed class InitialSpaceCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        HyperParameters space = new();
        List<Dictionary<string, object>> builds = [];
        SpaceExplorer.Explore(
            space,
            point =>
            {
                SpaceScript.Play(point, golden["declare"]);
                builds.Add(new(point.Values));
            },
            point =>
            {
                space.Merge(point);
                return space;
            });
        JsonElement outputs = golden["outputs"];
        TunerValues.CheckAll("first build", builds[0], outputs.GetProperty("first_build"));
        Comparer.Equal("builds", builds.Count, outputs.GetProperty("builds").GetInt32());
        foreach ((Dictionary<string, object> values, JsonElement names) in builds.Zip(outputs.GetProperty("active_names_per_build").EnumerateArray()))
            Comparer.EqualLists("active", values.Keys.Order(), OracleCases.Texts(names));
        Comparer.EqualLists(
            "space", space.Space.Select(Line), outputs.GetProperty("space").EnumerateArray().Select(one => string.Join(
                ' ', one.GetProperty("conditions").EnumerateArray().Select(Line).Prepend($"{one.Text("class_name")} {one.Text("name")}"))));
    }

    private static string Line(HyperParameter parameter) => string.Join(' ', parameter.Conditions.Select(one => one.ToString()).Prepend($"{parameter.Kind} {parameter.Name}"));

    private static string Line(JsonElement condition) => new Condition(condition.Text("name"), [.. condition.GetProperty("values").EnumerateArray().Select(SpaceJson.Value)]).ToString();
}
