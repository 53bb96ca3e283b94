using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>Searches as Keras Tuner 1.4 keeps them: the content of <c>oracle.json</c> and of each <c>trial.json</c>.</summary>
internal static class KerasTunerJson
{
    /// <summary>Where a search stands.</summary>
    internal static JsonObject Write(Oracle oracle)
    {
        Trial[] trials = [.. oracle.StartOrder.Select(id => oracle.Trials[id]).Where(IsKnown)];
        JsonObject json = new()
        {
            ["ongoing_trials"] = new JsonObject(oracle.Ongoing.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["hyperparameters"] = SpaceJson.Write(oracle.Space),
            ["start_order"] = Texts(trials.Select(trial => trial.Id)),
            ["end_order"] = Texts(oracle.EndOrder),
            ["run_times"] = new JsonObject(trials.Where(trial => oracle.Runs.ContainsKey(trial.Id)).Select(trial => KeyValuePair.Create(trial.Id, (JsonNode?)oracle.Runs[trial.Id]))),
            ["retry_queue"] = Texts(oracle.RetryQueue),
            ["seed"] = oracle.Seed,

            // There each number that is drawn raises the seed by one.
            ["seed_state"] = oracle.Seed + (long)oracle.DrawCount,
            ["tried_so_far"] = Texts(oracle.Tried),
            ["id_to_hash"] = new JsonObject(trials.Select(trial => KeyValuePair.Create(trial.Id, (JsonNode?)Oracle.Hash(trial.HyperParameters.Values)))),
            ["display"] = new JsonObject { ["search_start"] = null, ["trial_start"] = new JsonObject(), ["trial_number"] = new JsonObject() },
        };
        oracle.AddKerasTunerState(json);
        return json;
    }

    /// <summary>One trial. Values that are not numbers are left out: JSON has none.</summary>
    internal static JsonObject Write(Trial trial) => new()
    {
        ["trial_id"] = trial.Id,
        ["hyperparameters"] = SpaceJson.Write(trial.HyperParameters),
        ["metrics"] = new JsonObject { ["metrics"] = new JsonObject(trial.Metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Write(pair.Value)))) },
        ["score"] = trial.Score is { } score && double.IsFinite(score) ? score : null,
        ["best_step"] = trial.BestStep,
        ["status"] = (trial.Status == TrialStatus.Pruned ? TrialStatus.Completed : trial.Status).ToString().ToUpperInvariant(),
        ["message"] = trial.Message,
    };

    /// <summary>Whether Keras Tuner has trials like this one: it knows no infeasible points.</summary>
    internal static bool IsKnown(Trial trial) => trial.Status != TrialStatus.Infeasible;

    private static JsonObject Write(MetricHistory history) => new()
    {
        ["direction"] = history.Direction == Direction.Min ? "min" : "max",
        ["observations"] = new JsonArray([.. history.Observations.Where(one => one.Values.All(double.IsFinite)).Select(one => new JsonObject
        {
            ["value"] = new JsonArray([.. one.Values.Select(value => (JsonNode?)value)]),
            ["step"] = one.Step,
        })]),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
