using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Calls on a space: what they return and what the space holds afterwards.</summary>
internal sealed class SpaceCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        HyperParameters parameters = new();
        SpaceScript.Play(parameters, golden["script"]);
        JsonElement outputs = golden["outputs"];
        TunerValues.CheckAll("values", parameters.Values, outputs.GetProperty("values"));
        TunerValues.CheckJson("config", SpaceJson.Write(parameters), outputs.GetProperty("config"));
        TunerValues.CheckJson("config read and written again", SpaceJson.Write(SpaceJson.Read(outputs.GetProperty("config"))), outputs.GetProperty("config"));
        Comparer.Equal("active scopes", parameters.ActiveScopes.Count, outputs.GetProperty("active_scopes").GetInt32());
        Comparer.Equal("inactive scopes", parameters.InactiveScopes.Count, outputs.GetProperty("inactive_scopes").GetInt32());
    }
}

/// <summary>Two spaces in one.</summary>
internal sealed class MergeCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        HyperParameters into = SpaceJson.Read(golden["inputs"].GetProperty("into"));
        into.Merge(SpaceJson.Read(golden["inputs"].GetProperty("from")), golden["args"].Field("overwrite")?.GetBoolean() ?? false);
        TunerValues.CheckAll("values", into.Values, golden["outputs"].GetProperty("values"));
        JsonElement space = golden["outputs"].GetProperty("space");
        Comparer.Equal("size of the space", into.Space.Count, space.GetArrayLength());
        for (int i = 0; i < into.Space.Count; i++)
            TunerValues.CheckJson($"hyperparameter {i}", SpaceJson.Write(into.Space[i])["config"], space[i][1]);
    }
}
