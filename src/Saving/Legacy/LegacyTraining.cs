using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Metrics;

namespace KerasNet.Saving.Legacy;

/// <summary>How a model was compiled, as <c>.h5</c> files say it: <c>training_config</c>.</summary>
internal static class LegacyTraining
{
    private static readonly Dictionary<string, string> s_losses = new()
    {
        ["kullback_leibler_divergence"] = "kl_divergence",
        ["cosine_proximity"] = "cosine_similarity",
        ["logcosh"] = "log_cosh",
    };

    /// <summary>The same as <see cref="CompileConfig"/> takes it.</summary>
    /// <param name="json">The <c>training_config</c> of a file of any version.</param>
    /// <param name="outputs">The names of the model's outputs.</param>
    /// <param name="old">Whether Keras 1 or 2 wrote it.</param>
    internal static JsonElement ToCompileConfig(JsonElement json, IReadOnlyList<string> outputs, bool old)
    {
        JsonObject config = JsonSerializer.SerializeToNode(json) as JsonObject
            ?? throw new ConfigException($"A training_config must be an object. Received: {ObjectConfig.Shorten(json)}.");
        JsonNode? optimizer = config["optimizer_config"]?.DeepClone();
        JsonNode? loss = config["loss"]?.DeepClone();
        return LegacyConfig.Element(new JsonObject
        {
            ["optimizer"] = old ? LegacyConfig.Upgraded(optimizer) : optimizer,
            ["loss"] = old ? Losses(loss) : loss,
            ["loss_weights"] = config["loss_weights"]?.DeepClone(),
            ["metrics"] = old ? MetricLists(config["metrics"], outputs) : config["metrics"]?.DeepClone(),
            ["weighted_metrics"] = old ? MetricLists(config["weighted_metrics"], outputs) : config["weighted_metrics"]?.DeepClone(),
        });
    }

    private static JsonNode? Losses(JsonNode? loss) => loss switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Losses(item?.DeepClone()))]),
        JsonObject named when !named.ContainsKey("class_name") => new JsonObject(named.Select(pair => KeyValuePair.Create(pair.Key, Losses(pair.Value?.DeepClone())))),
        _ when LegacyConfig.Text(loss) is { } name => s_losses.GetValueOrDefault(name, name),
        _ => LegacyConfig.Upgraded(loss),
    };

    /// <summary>Metrics in one list, or in a list for each output, or by the name of an output.</summary>
    private static JsonNode? MetricLists(JsonNode? metrics, IReadOnlyList<string> outputs) => metrics switch
    {
        JsonObject named when !named.ContainsKey("class_name") =>
            new JsonObject(named.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)MetricList(pair.Value, outputs.Count > 1 ? pair.Key : null)))),
        JsonArray lists when lists.Any(item => item is JsonArray) => outputs.Count == 1
            ? MetricList(lists[0], null)
            : new JsonArray([.. lists.Select((list, i) => (JsonNode?)MetricList(list, i < outputs.Count ? outputs[i] : null))]),
        null => null,
        _ => MetricList(metrics, null),
    };

    private static JsonArray? MetricList(JsonNode? list, string? output)
    {
        JsonNode?[] metrics = list is JsonArray items ? [.. items.Where(item => item is not null)] : list is null ? [] : [list];
        return metrics.Length == 0 ? null : new JsonArray([.. metrics.Select(metric => MetricOf(metric!, output))]);
    }

    /// <summary>A metric, which Keras 2 wrote with its function and under the name of its output and its own.</summary>
    private static JsonNode? MetricOf(JsonNode metric, string? output)
    {
        if (metric is not JsonObject json || json["config"] is not JsonObject config)
            return LegacyConfig.Text(metric) is { } text ? Named(text) : metric.DeepClone();
        if (LegacyConfig.Text(config["name"]) is { } name && output is not null && name.StartsWith($"{output}_", StringComparison.Ordinal))
            config["name"] = name[(output.Length + 1)..];
        if (LegacyConfig.Text(json["class_name"]) != nameof(MeanMetricWrapper))
            return LegacyConfig.Upgraded(json.DeepClone());
        string given = LegacyConfig.Text(config["name"]) ?? "", function = LegacyConfig.Text(config["fn"]) ?? given;
        return MetricNames.Knows(given) ? given : new JsonObject { ["class_name"] = Named(function), ["config"] = new JsonObject { ["name"] = given } };
    }

    private static string Named(string name) => s_losses.GetValueOrDefault(name, name);
}
