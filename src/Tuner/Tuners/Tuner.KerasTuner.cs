using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <content>The search as a project of Keras Tuner.</content>
public partial class Tuner
{
    /// <summary>
    /// Writes the search as a project folder of Keras Tuner 1.4, so that its users can list and compare the trials there: <c>oracle.json</c>, <c>tuner0.json</c>, and for each trial
    /// <c>trial_00/trial.json</c> and, where there is a model, its weights as <c>checkpoint.weights.h5</c>.
    /// </summary>
    /// <remarks>Trials that were pruned are written as completed, with the score they had; infeasible points are left out.</remarks>
    /// <param name="folder">The project folder, made where it does not exist. Files in it with these names are replaced.</param>
    public void SaveKerasTunerProject(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (JsonObject search, (string Id, JsonObject Json)[] trials) = _study.Read(oracle => (
            KerasTunerJson.Write(oracle), oracle.Trials.Values.Where(KerasTunerJson.IsKnown).Select(trial => (trial.Id, KerasTunerJson.Write(trial))).ToArray()));
        foreach ((string id, JsonObject json) in trials)
        {
            string own = Path.Combine(folder, $"trial_{id}");
            WriteJson(Path.Combine(own, "trial.json"), json);
            LoadModel(id)?.SaveWeights(Path.Combine(own, "checkpoint.weights.h5"));
        }

        WriteJson(Path.Combine(folder, "oracle.json"), search);
        WriteJson(Path.Combine(folder, "tuner0.json"), []);
    }

    private static void WriteJson(string path, JsonObject json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, json.ToJsonString(StudyJson.Options));
        File.Move(temporary, path, overwrite: true);
    }
}
