using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>The files of Keras Tuner: a search with the same trials writes the same content, and what ran when it was read again waits for another run.</summary>
internal sealed class ProjectCases : IGoldenTopic
{
    private const string Running = "RUNNING";

    public void Run(GoldenCase golden)
    {
        JsonElement files = golden["files"];
        JsonElement kept = files.GetProperty("oracle.json");
        HyperParameters space = new();
        SpaceScript.Play(space, golden["declare"]);
        Oracle oracle = Make(golden.Name, new OracleOptions
        {
            Objective = "val_loss", MaxTrials = golden.Name == "files_hyperband" ? null : 10, Seed = kept.GetProperty("seed").GetInt64(), HyperParameters = space,
        });
        foreach (JsonElement id in kept.GetProperty("start_order").EnumerateArray())
            Enter(oracle, files.GetProperty($"trial_{id}/trial.json"));
        CheckOracle(oracle, kept);
        foreach (Trial trial in oracle.Trials.Values)
            TunerValues.CheckJson($"trial_{trial.Id}/trial.json", KerasTunerJson.Write(trial), files.GetProperty($"trial_{trial.Id}/trial.json"));
        CheckReload(oracle, golden["outputs"]);
    }

    private static Oracle Make(string name, OracleOptions options) => name switch
    {
        "files_random_search" => new RandomSearchOracle(options),
        "files_grid_search" => new GridSearchOracle(options),
        _ => new HyperbandOracle(options, maxEpochs: 4, factor: 2),
    };

    /// <summary>Lets the oracle start a trial, gives it the values of the file, and ends it as the file says.</summary>
    private static void Enter(Oracle oracle, JsonElement file)
    {
        bool runs = file.Text("status") == Running;
        Trial trial = oracle.CreateTrial(runs ? "tuner1" : "tuner0");
        Comparer.Equal("number", trial.Id, file.Text("trial_id"));
        trial.HyperParameters.SetValues(SpaceJson.ReadValues(file.GetProperty("hyperparameters").GetProperty("values")));
        foreach (JsonProperty metric in file.GetProperty("metrics").GetProperty("metrics").EnumerateObject())
            foreach (JsonElement one in metric.Value.GetProperty("observations").EnumerateArray())
                oracle.UpdateTrial(trial.Id, new Dictionary<string, double> { [metric.Name] = one.GetProperty("value")[0].GetDouble() }, one.GetProperty("step").GetInt32());
        if (!runs)
            oracle.EndTrial(trial.Id, Enum.Parse<TrialStatus>(file.Text("status"), ignoreCase: true), file.Field("message")?.GetString());
    }

    private static void CheckOracle(Oracle oracle, JsonElement kept)
    {
        JsonObject written = KerasTunerJson.Write(oracle);
        JsonObject expected = JsonObject.Create(kept)!;
        Comparer.EqualLists("fields", written.Select(pair => pair.Key).Order(), expected.Select(pair => pair.Key).Order());

        // A set has no order, and holds the values that were proposed to the trial that still runs. How many numbers were drawn depends on which they were.
        HashSet<string> hashes = [.. written["tried_so_far"]!.AsArray().Select(hash => hash!.GetValue<string>())];
        Comparer.EqualLists(
            "ended trials not among those tried", oracle.EndOrder.Select(id => expected["id_to_hash"]![id]!.GetValue<string>()).Where(hash => !hashes.Contains(hash)), []);
        string[] others = oracle is GridSearchOracle ? ["tried_so_far"] : ["tried_so_far", "seed_state"];
        foreach (string name in others)
        {
            written.Remove(name);
            expected.Remove(name);
        }

        TunerValues.CheckJson("oracle.json", written, JsonSerializer.SerializeToElement(expected));
    }

    private static void CheckReload(Oracle oracle, JsonElement outputs)
    {
        foreach (string worker in oracle.Ongoing.Keys.ToArray())
            oracle.GiveBack(worker);
        Comparer.EqualLists("retry queue", oracle.RetryQueue, OracleCases.Texts(outputs.GetProperty("retry_queue_after_reload")));
        Comparer.Equal("ongoing", oracle.Ongoing.Count, outputs.GetProperty("ongoing_after_reload").GetArrayLength());
        foreach (JsonProperty pair in outputs.GetProperty("trials_after_reload").EnumerateObject())
            Comparer.Equal($"status of {pair.Name}", oracle.Trials[pair.Name].Status.ToString().ToUpperInvariant(), pair.Value.GetString());
    }
}
