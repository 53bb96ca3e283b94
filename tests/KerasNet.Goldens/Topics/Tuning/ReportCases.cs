using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>The better direction of a metric by its name: the metric's own where it has one, else what Keras Tuner says.</summary>
internal sealed class DirectionCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        JsonElement? own = golden["outputs"].Field("keras_own_directions");
        foreach (JsonProperty pair in golden["outputs"].GetProperty("directions").EnumerateObject())
        {
            string? said = own?.Field(pair.Name)?.GetString() ?? Own(own, golden, pair.Name) ?? (pair.Value.ValueKind == JsonValueKind.Null ? null : pair.Value.GetString());
            string? got = Objective.DirectionOf(pair.Name)?.ToString().ToLowerInvariant();

            // A sum and a mean say nothing by themselves, and a short name of a loss that Keras Tuner does not know is still that of a loss.
            if (got != said && pair.Name is not ("Mean" or "mean" or "Sum" or "sum" or "KLD" or "kld"))
                throw new MismatchException($"direction of {pair.Name}: {got ?? "unknown"}, expected {said ?? "unknown"}");
        }
    }

    // Where the names come with prefixes, F1 is as wrong in Keras Tuner as without.
    private static string? Own(JsonElement? own, GoldenCase golden, string name) => own is null && name == "val_f1_score" ? "max" : null;
}

/// <summary>Objectives from names and lists.</summary>
internal sealed class ObjectiveCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        JsonElement given = golden["inputs"].GetProperty("objective");
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Make(given));
            return;
        }

        Objective objective = Make(given);
        JsonElement outputs = golden["outputs"];
        Comparer.Equal("name", objective.Name, outputs.Text("name"));
        Comparer.Equal("direction", objective.Direction.ToString().ToLowerInvariant(), outputs.Text("direction"));
        Comparer.Equal("text", objective.ToString(), outputs.Text("text"));
        if (golden["inputs"].Field("logs") is not { } json)
            return;
        Dictionary<string, double> logs = json.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetDouble());
        Comparer.Check("value", objective.ValueOf(logs), outputs.GetProperty("value").GetDouble(), golden.Tolerance);
        Comparer.Equal("has a value", objective.HasValue(logs), outputs.GetProperty("has_value").GetBoolean());
        logs.Remove(objective.Parts[0].Name);
        Comparer.Equal("has a value without one", objective.HasValue(logs), outputs.GetProperty("has_value_without_one").GetBoolean());
    }

    internal static Objective Make(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => Objective.Default,
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Object => new Objective(json.Text("name"), json.Text("direction") == "max" ? Direction.Max : Direction.Min),
        JsonValueKind.Array => Objective.Of([.. json.EnumerateArray().Select(Make)]),
        _ => throw new ArgumentException("a number is no objective: does not compile in C#"),
    };
}

/// <summary>The values of one metric over the steps of a trial.</summary>
internal sealed class HistoryCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        MetricHistory history = new(golden["args"].Text("direction") == "max" ? Direction.Max : Direction.Min);
        foreach (JsonElement pair in golden["inputs"].GetProperty("observations").EnumerateArray())
            history.Report(pair[1].AsNumber(), pair[0].GetInt32());
        JsonElement outputs = golden["outputs"];
        Comparer.Check("best value", history.BestValue!.Value, outputs.GetProperty("best_value").AsNumber(), golden.Tolerance);
        Comparer.Equal("best step", history.BestStep!.Value, outputs.GetProperty("best_step").GetInt32());
        Comparer.Check("last value", history.LastValue!.Value, outputs.GetProperty("last_value").AsNumber(), golden.Tolerance);
        MetricStatistics statistics = history.Statistics();
        JsonElement expected = outputs.GetProperty("statistics");
        (string Name, double Value)[] figures =
        [
            ("min", statistics.Min), ("max", statistics.Max), ("mean", statistics.Mean), ("median", statistics.Median), ("var", statistics.Variance),
            ("std", statistics.StandardDeviation),
        ];
        foreach ((string name, double value) in figures)
            Comparer.Check(name, value, expected.GetProperty(name).GetDouble(), golden.Tolerance);
        Comparer.EqualLists(
            "steps", history.Observations.Select(one => one.Step),
            outputs.GetProperty("config").GetProperty("observations").EnumerateArray().Select(one => one.GetProperty("step").GetInt32()));
    }
}

/// <summary>What a run of a trial returns, and what it counts for.</summary>
internal sealed class ResultCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        JsonElement inputs = golden["inputs"];
        (IReadOnlyDictionary<string, double> Metrics, int BestStep) Score() =>
            Make(inputs.GetProperty("results")).Score(ObjectiveCases.Make(inputs.GetProperty("objective")));
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Score());
            return;
        }

        (IReadOnlyDictionary<string, double> metrics, int bestStep) = Score();
        JsonElement expected = golden["outputs"].GetProperty("metrics");
        Comparer.EqualLists("names", metrics.Keys.Order(), expected.EnumerateObject().Select(pair => pair.Name).Order());
        foreach (JsonProperty pair in expected.EnumerateObject())
            Comparer.Check(pair.Name, metrics[pair.Name], pair.Value.AsNumber(), golden.Tolerance);
        Comparer.Equal("best step", bestStep, golden["outputs"].GetProperty("best_step").GetInt32());
    }

    internal static TrialResult Make(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Array => TrialResult.Mean([.. json.EnumerateArray().Select(Make)]),
        JsonValueKind.Object when json.Field("history") is { } history => TrialResult.FromEpochs(history.EnumerateObject().ToDictionary(
            pair => pair.Name, pair => (IReadOnlyList<double>)[.. pair.Value.EnumerateArray().Select(value => value.AsNumber())])),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.AsNumber()),
        _ => throw new ArgumentException("nothing or text is no result: does not compile in C#"),
    };
}

/// <summary>The hash by which equal points are known.</summary>
internal sealed class HashCases : IGoldenTopic
{
    public void Run(GoldenCase golden) => Comparer.EqualLists(
        "hashes", golden["inputs"].GetProperty("values").EnumerateArray().Select(values => Oracle.Hash(SpaceJson.ReadValues(values))),
        golden["outputs"].GetProperty("hashes").EnumerateArray().Select(hash => hash.GetString()!));
}
