using System.Text.Json;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Optimizers;
using KerasNet.Training;

namespace KerasNet.Saving;

/// <summary>What a model was compiled with, in the form in which Keras saves it.</summary>
internal static class CompileConfig
{
    /// <summary>Compiles a model as a configuration says. An empty configuration leaves it uncompiled.</summary>
    /// <exception cref="ConfigException">A value has the wrong kind.</exception>
    /// <exception cref="UnsupportedConfigException">A class or argument is not one of ours.</exception>
    internal static void Apply(Model model, JsonElement config, ConfigNotes notes)
    {
        if (config.ValueKind != JsonValueKind.Object || !config.EnumerateObject().Any())
            return;
        JsonElement? weights = config.Member("loss_weights");
        model.Compile(
            config.Member("optimizer") is { } json ? HalfPrecision.Scaled((Optimizer)ConfigValue.Read(json, typeof(Optimizer), "compile(optimizer)", notes)!, model) : null,
            config.Member("loss") is { } loss ? ReadLosses(loss, notes) : null,
            config.Member("metrics") is { } metrics ? ReadMetrics(metrics, "metrics", notes) : null,
            weights is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(weight => weight.GetDouble())] : null,
            config.Member("weighted_metrics") is { } weighted ? ReadMetrics(weighted, "weighted_metrics", notes) : null,
            weights is { ValueKind: JsonValueKind.Object } byName
                ? byName.EnumerateObject().ToDictionary(weight => weight.Name, weight => weight.Value.GetDouble())
                : null);
    }

    private static LossSet ReadLosses(JsonElement json, ConfigNotes notes)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return LossSet.Create([.. json.EnumerateArray().Select(loss => ReadLoss(loss, notes))]);
        if (json.ValueKind == JsonValueKind.Object && json.Member("class_name") is null)
            return json.EnumerateObject().ToDictionary(loss => loss.Name, loss => ReadLoss(loss.Value, notes));
        return json.ValueKind == JsonValueKind.Object && !IsFunction(json) ? ObjectConfig.Deserialize<Loss>(json, notes) : Name(json, "loss");
    }

    private static LossSpec? ReadLoss(JsonElement json, ConfigNotes notes) =>
        json.ValueKind == JsonValueKind.Null ? null
        : json.ValueKind == JsonValueKind.Object && !IsFunction(json) ? ObjectConfig.Deserialize<Loss>(json, notes)
        : Name(json, "loss");

    private static MetricSet ReadMetrics(JsonElement json, string argument, ConfigNotes notes)
    {
        if (json.ValueKind == JsonValueKind.Object && json.Member("class_name") is null)
            return json.EnumerateObject().ToDictionary(metric => metric.Name, metric => ReadMetrics(metric.Value, argument, notes));
        if (json.ValueKind != JsonValueKind.Array)
            return MetricSet.Create([ReadMetric(json, argument, notes)]);
        return json.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Array or JsonValueKind.Null)
            ? json.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? null : ReadMetrics(item, argument, notes)).ToArray()
            : MetricSet.Create([.. json.EnumerateArray().Select(metric => ReadMetric(metric, argument, notes))]);
    }

    private static MetricSpec ReadMetric(JsonElement json, string argument, ConfigNotes notes) =>
        json.ValueKind == JsonValueKind.Object && !IsFunction(json) ? ObjectConfig.Deserialize<Metric>(json, notes) : Name(json, argument);

    private static bool IsFunction(JsonElement json) => json.Member("class_name") is { } name && name.ValueEquals("function");

    private static string Name(JsonElement json, string argument)
    {
        JsonElement name = IsFunction(json) ? json.GetProperty("config") : json;
        return name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : throw new ConfigException($"compile({argument}) takes names and objects. Received: {ObjectConfig.Shorten(json)}.");
    }
}
