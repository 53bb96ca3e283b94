using System.Text.Json.Nodes;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Training;

namespace KerasNet.Saving;

/// <summary>Writes what a model was compiled with, in the form in which Keras saves it. <see cref="CompileConfig"/> reads it.</summary>
internal static class CompileWriter
{
    /// <summary>The configuration; empty for a model that was not compiled.</summary>
    /// <exception cref="ConfigException">Something in it cannot be saved.</exception>
    internal static JsonObject Write(Model model)
    {
        if (!model.IsCompiled)
            return [];
        CompileArguments given = model.Trainer.Arguments;
        return new JsonObject
        {
            ["optimizer"] = ObjectConfig.Serialize(HalfPrecision.Given(given.Optimizer, model)),
            ["loss"] = given.Loss is { } losses ? Losses(losses) : null,
            ["loss_weights"] = given.LossWeightsByName is { } weights ? ConfigValue.Write(weights) : ConfigValue.Write(given.LossWeights),
            ["metrics"] = given.Metrics is { } metrics ? Metrics(metrics) : null,
            ["weighted_metrics"] = given.WeightedMetrics is { } weighted ? Metrics(weighted) : null,
            ["run_eagerly"] = false,
            ["steps_per_execution"] = 1,
            ["jit_compile"] = false,
        };
    }

    private static JsonNode? Losses(LossSet losses) =>
        losses.Names is { } names ? new JsonObject(names.Zip(losses, (name, loss) => KeyValuePair.Create(name, Loss(loss))))
        : losses.IsSingle ? Loss(losses[0])
        : new JsonArray([.. losses.Select(Loss)]);

    private static JsonNode? Loss(LossSpec? spec) => spec switch
    {
        null => null,
        { Loss.Function: { } function } => ConfigValue.Function(function, spec.IsName ? spec.Text : function.Method.Name),
        { IsName: true } => spec.Text,
        _ => ObjectConfig.Serialize(spec.Loss!),
    };

    private static JsonNode? Metrics(MetricSet set) =>
        set.PerOutput is not { } parts ? new JsonArray([.. set.Select(Metric)])
        : set.Names is { } names ? new JsonObject(names.Zip(parts, (name, part) => KeyValuePair.Create(name, part is null ? null : Metrics(part))))
        : new JsonArray([.. parts.Select(part => part is null ? null : Metrics(part))]);

    private static JsonNode? Metric(MetricSpec spec) => spec.Given switch
    {
        Delegate function => ConfigValue.Function(function, CustomObjects.IsCustom(spec.Text) ? spec.Text : function.Method.Name),
        Metric metric => ObjectConfig.Serialize(metric),
        _ => spec.Text,
    };
}
