using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Optimizers;
using KerasNet.Saving;
using KerasNet.Training;

namespace KerasNet.Reporting;

/// <summary>What a model was compiled with, in words.</summary>
internal sealed class CompileFacts
{
    private readonly CompileArguments _compiled;
    private readonly string _learningRate;

    internal CompileFacts(Trainer trainer)
    {
        _compiled = trainer.Arguments;

        // Taken now: callbacks may change it.
        _learningRate = Text(trainer.Optimizer.LearningRate);
    }

    /// <summary>The arguments with their names, those of the optimizer among them.</summary>
    internal IEnumerable<(string Name, string Value)> All()
    {
        yield return ("optimizer", Naming.ClassName(_compiled.Optimizer.GetType()));
        foreach ((string name, string value) in Arguments(_compiled.Optimizer))
            yield return ($"optimizer: {name}", value);
        if (_compiled.Loss is { } loss)
            yield return ("loss", Named(loss.Names, loss.Select(one => one?.Text ?? "none")));
        if (_compiled.LossWeights is { } weights)
            yield return ("loss weights", string.Join(", ", weights.Select(Text)));
        if (_compiled.LossWeightsByName is { } byName)
            yield return ("loss weights", Named([.. byName.Keys], byName.Values.Select(Text)));
        if (_compiled.Metrics is { } metrics)
            yield return ("metrics", Text(metrics));
        if (_compiled.WeightedMetrics is { } weighted)
            yield return ("weighted metrics", Text(weighted));
        yield return ("engine", _compiled.Backend.Name);
    }

    /// <summary>The arguments of the optimizer as they would be saved; of one that cannot be saved, the learning rate.</summary>
    private IEnumerable<(string Name, string Value)> Arguments(Optimizer optimizer)
    {
        JsonObject arguments;
        try
        {
            arguments = ObjectConfig.Arguments(optimizer);
        }
        catch (ConfigException)
        {
            arguments = [];
        }

        return arguments
            .Where(pair => pair.Value is not null && pair.Key is not ("name" or "learning_rate"))
            .Select(pair => (pair.Key.Replace('_', ' '), Text(pair.Value!)))
            .Prepend(("learning rate", _learningRate));
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString().ToLowerInvariant() : value.ToJsonString().Trim('"');

    private static string Text(MetricSet metrics) => metrics.PerOutput is { } sets
        ? Named(metrics.Names, sets.Select(set => set is null ? "none" : Text(set)))
        : string.Join(", ", metrics.Select(metric => metric.Text));

    private static string Named(IReadOnlyList<string>? names, IEnumerable<string> values) =>
        string.Join(", ", names is null ? values : names.Zip(values, (name, value) => $"{name}: {value}"));

    private static string Text(LearningRate rate) => rate.Schedule is { } schedule ? schedule.GetType().Name : Text(rate.Value);

    // A float32 read back as a double would show nine digits that nobody wrote.
    private static string Text(double value) => ((float)value).ToString(CultureInfo.InvariantCulture);
}
