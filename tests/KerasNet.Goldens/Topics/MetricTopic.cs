using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Metrics;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Metrics: sequences of updates, state, results, names.</summary>
internal sealed class MetricTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.Has("classes"))
            CheckAutoNames(golden);
        else if (golden.Has("names"))
            CheckNames(golden);
        else if (golden.Has("configs"))
            CheckDefaults(golden);
        else if (golden.Has("identifier"))
            Refusal.Of(golden, () => MetricNames.Create(golden.Text("identifier")!));
        else if (golden.Has("function"))
            CheckFunction(golden);
        else if (golden.IsError)
            RunError(golden);
        else
            CheckMetric(golden);
    }

    private static Metric Make(GoldenCase golden) => Configs.Make<Metric>(golden.Text("class")!, golden["args"]);

    private static void RunError(GoldenCase golden)
    {
        if (golden.Has("update"))
        {
            Metric metric = Make(golden);
            Refusal.Of(golden, () => Update(metric, golden["update"]));
        }
        else
            Refusal.Of(golden, () => Make(golden));
    }

    private static void CheckMetric(GoldenCase golden)
    {
        Metric metric = Make(golden);
        Comparer.Equal("direction", metric.Direction?.ToString().ToLowerInvariant(), golden.Text("direction"));
        foreach (JsonElement update in golden["updates"].EnumerateArray())
        {
            Update(metric, update);
            Comparer.Check("result_after", Result(metric), GoldenArray.From(update.GetProperty("result_after")), golden.Tolerance);
        }

        JsonElement[] variables = [.. golden["variables"].EnumerateArray()];
        Comparer.EqualLists("variables", metric.Variables.Select(variable => variable.Name), variables.Select(variable => variable.Text("name")));
        foreach ((Variable variable, JsonElement expected) in metric.Variables.Zip(variables))
            Comparer.CheckValues(variable.Name, variable.Value, GoldenArray.From(expected.GetProperty("value")), golden.Tolerance);
        metric.ResetState();
        Comparer.Check("reset_result", Result(metric), golden.Array("reset_result"), golden.Tolerance);
    }

    private static TensorData? Result(Metric metric) => Symbols.Evaluate([], _ => [metric.Result()])[0];

    private static void Update(Metric metric, JsonElement update)
    {
        string[] fields = update.Field("values") is null ? ["y_true", "y_pred"] : ["values"];
        List<TensorData> inputs = [.. fields.Select(field => GoldenArray.From(update.GetProperty(field)).ToTensor())];
        if (update.Field("sample_weight") is { } weight)
            inputs.Add(GoldenArray.From(weight).ToTensor());
        if (fields.Length == 2)
            metric.Build(inputs[0].Shape, inputs[1].Shape);
        Symbols.Evaluate(inputs, x =>
        {
            KerasTensor prediction = x[fields.Length - 1];
            if (update.Field("mask") is { } mask)
                prediction.Mask = Ops.Constant(GoldenArray.From(mask).ToTensor());
            metric.UpdateState(x[0], prediction, x.Length > fields.Length ? x[^1] : null);
            return [];
        });
    }

    private static void CheckFunction(GoldenCase golden)
    {
        Func<KerasTensor, KerasTensor, KerasTensor> function =
            Functions.Find(golden.Text("function")!, golden["kwargs"], MetricFunctions.Get, typeof(MetricFunctions), typeof(Losses.LossFunctions));
        TensorData? got = Symbols.Evaluate([golden.Array("y_true").ToTensor(), golden.Array("y_pred").ToTensor()], x => [function(x[0], x[1])])[0];
        Comparer.Check("expected", got, golden.Array("expected"), golden.Tolerance);
    }

    private static void CheckAutoNames(GoldenCase golden)
    {
        Naming.Reset();
        string[] classes = [.. golden["classes"].EnumerateArray().Select(name => name.GetString()!)];
        string? missing = classes.FirstOrDefault(name => Registry<Metric>.Find(name) is null);
        if (missing is not null)
            throw new NotCoveredException(missing);
        Comparer.EqualLists(
            "names",
            classes.Select(name => ((Metric)ObjectConfig.Create(Registry<Metric>.Find(name)!, default, new ConfigNotes())).Name),
            golden["names"].EnumerateArray().Select(name => name.GetString()!));
    }

    private static void CheckDefaults(GoldenCase golden)
    {
        foreach (JsonProperty direction in golden["directions"].EnumerateObject())
            if (Registry<Metric>.Find(direction.Name) is { } type)
            {
                Metric metric = Default(type, golden["configs"].GetProperty(direction.Name).GetProperty("config"));
                Comparer.Equal($"direction of {direction.Name}", metric.Direction?.ToString().ToLowerInvariant(), direction.Value.GetString());
            }
        Configs.CheckDefaults(golden["configs"], Default);
    }

    private static Metric Default(Type type, JsonElement config) =>
        (Metric)ObjectConfig.Create(type, type.GetConstructors().Any(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue))
            ? default
            : config, new ConfigNotes());

    private static void CheckNames(GoldenCase golden)
    {
        foreach (JsonElement unknown in golden["unknown"].EnumerateArray())
            Refusal.Of($"the name '{unknown}'", () => MetricNames.Create(unknown.GetString()!));
        Configs.CheckNames(golden["names"], MetricNames.Create);
    }
}
