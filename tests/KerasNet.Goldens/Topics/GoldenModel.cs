using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Models of the vectors: made from what Keras' to_json gives, with given weights.</summary>
internal static class GoldenModel
{
    /// <summary>The model.</summary>
    internal static Model Make(JsonElement json) => ObjectConfig.Deserialize<Model>(json);

    /// <summary>Compiles it.</summary>
    internal static void Compile(Model model, JsonElement config) => CompileConfig.Apply(model, config, new ConfigNotes());

    /// <summary>Sets its weights after comparing their paths.</summary>
    internal static void SetWeights(Model model, JsonElement weights, string field)
    {
        IReadOnlyList<Variable> variables = model.Weights;
        JsonElement[] given = [.. weights.EnumerateArray()];
        Comparer.EqualLists("weights", variables.Select(variable => variable.Name), given.Select(weight => weight.Text("path").Split('/')[^1]));
        for (int i = 0; i < given.Length; i++)
        {
            GoldenArray array = GoldenArray.From(given[i].GetProperty(field));
            Comparer.Equal($"shape of {given[i].Text("path")}", variables[i].Shape, array.Shape);
            variables[i].Value = array.ToTensor();
        }
    }

    /// <summary>Compares its weights.</summary>
    internal static void CheckWeights(string what, IReadOnlyList<Variable> variables, IEnumerable<GoldenArray> expected, Tolerance tolerance)
    {
        GoldenArray[] arrays = [.. expected];
        Comparer.Equal($"number of {what}", variables.Count, arrays.Length);
        for (int i = 0; i < arrays.Length; i++)
            Comparer.Check($"{what}[{i}] ({variables[i].Path})", variables[i].Value, arrays[i], tolerance);
    }

    /// <summary>Compares logs: the same keys with the same numbers. A metric that is a vector has a key per number.</summary>
    internal static void CheckLogs(string what, IReadOnlyDictionary<string, double> got, JsonElement expected, Tolerance tolerance)
    {
        Dictionary<string, double> flat = [];
        foreach (JsonProperty entry in expected.EnumerateObject())
            if (entry.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                foreach ((double value, int i) in GoldenArray.From(entry.Value).Values.Select((value, i) => (value, i)))
                    flat[$"{entry.Name}[{i}]"] = value;
            else
                flat[entry.Name] = entry.Value.AsNumber();
        Comparer.EqualLists($"keys of {what}", got.Keys.Order(StringComparer.Ordinal), flat.Keys.Order(StringComparer.Ordinal));
        foreach ((string key, double value) in flat)
            Comparer.Check($"{what}.{key}", got[key], value, tolerance);
    }
}
