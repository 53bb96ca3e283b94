using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Plays a list of calls on a space and compares what they return.</summary>
internal static class SpaceScript
{
    /// <summary>Plays all calls.</summary>
    internal static void Play(HyperParameters parameters, JsonElement script)
    {
        int i = 0;
        foreach (JsonElement step in script.EnumerateArray())
            Play(parameters, step, $"call {i++}, {step.Text("do")}");
    }

    /// <summary>Declares one hyperparameter; null if it is inactive.</summary>
    internal static object? Ask(HyperParameters parameters, string kind, JsonElement args)
    {
        string name = args.TryGetProperty("name", out JsonElement given) ? given.ToString() : "p";
        string? parent = args.Field("parent_name")?.GetString();
        object[]? parentValues = args.Field("parent_values")?.EnumerateArray().Select(SpaceJson.Value).ToArray();
        object value = kind switch
        {
            "Int" => parameters.Int(
                name, args.GetProperty("min_value").GetInt32(), args.GetProperty("max_value").GetInt32(), Whole(args, "step"), SamplingOf(args), Whole(args, "default"), parent, parentValues),
            "Float" => parameters.Float(
                name, args.GetProperty("min_value").GetDouble(), args.GetProperty("max_value").GetDouble(), args.Field("step")?.GetDouble(), SamplingOf(args),
                args.Field("default")?.GetDouble(), parent, parentValues),
            "Choice" => Choose(parameters, name, args, parent, parentValues),
            "Boolean" => parameters.Boolean(name, args.Field("default") is { } truth && AsBoolean(truth), parent, parentValues),
            "Fixed" => parameters.Fixed(name, ValueOf(args.GetProperty("value")), parent, parentValues),
            _ => throw new NotCoveredException(kind),
        };
        return IsActive(parameters, name, parent, parentValues) ? value : null;
    }

    private static void Play(HyperParameters parameters, JsonElement step, string what)
    {
        JsonElement args = step.GetProperty("args");
        if (step.Field("raises") is not null)
        {
            Refuse(what, () => Call(parameters, step.Text("do"), args));
            return;
        }

        switch (step.Text("do"))
        {
            case "conditional_scope":
                using (parameters.ConditionalScope(args.Text("parent_name"), [.. args.GetProperty("parent_values").EnumerateArray().Select(SpaceJson.Value)]))
                    Play(parameters, step.GetProperty("steps"));
                break;
            case "name_scope":
                using (parameters.NameScope(args.Text("name")))
                    Play(parameters, step.GetProperty("steps"));
                break;
            default:
                object? got = Call(parameters, step.Text("do"), args);
                if (step.TryGetProperty("returns", out JsonElement expected))
                    TunerValues.Check(what, got, expected);
                break;
        }
    }

    private static object? Call(HyperParameters parameters, string call, JsonElement args)
    {
        switch (call)
        {
            case "get":
                return parameters.Get(args.Text("name"));
            case "contains":
                return parameters.Contains(args.Text("name"));
            case "is_active":
                return parameters.IsActive(args.Text("name"));
            case "set_values":
                parameters.SetValues(SpaceJson.ReadValues(args.GetProperty("values")));
                return null;
            case "ensure_active_values":
                parameters.EnsureActiveValues(missing => missing.Default);
                return null;
            default:
                return Ask(parameters, call, args);
        }
    }

    private static void Refuse(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return;
        }

        throw new MismatchException($"{what} was accepted");
    }

    /// <summary>The hyperparameter that the call itself made known, not another one of its name, must be active for its value to count.</summary>
    private static bool IsActive(HyperParameters parameters, string name, string? parent, object[]? parentValues) =>
        parent is null ? parameters.Contains(name) && LastOf(parameters, name) is not { } last || LastOf(parameters, name)!.IsActive(parameters.Values)
        : new Condition(parent, parentValues!).IsActive(parameters.Values);

    private static HyperParameter? LastOf(HyperParameters parameters, string name) =>
        parameters.Space.LastOrDefault(one => one.Name == name || one.Name.EndsWith($"/{name}", StringComparison.Ordinal));

    private static object Choose(HyperParameters parameters, string name, JsonElement args, string? parent, object[]? parentValues)
    {
        object[] values = [.. args.GetProperty("values").EnumerateArray().Select(ValueOf)];
        bool? ordered = args.Field("ordered")?.GetBoolean();
        return args.Field("default") is { } given
            ? parameters.Choice(name, values, ValueOf(given), ordered, parent, parentValues)
            : parameters.Choice(name, values, ordered, parent, parentValues);
    }

    // A list stands for something that is no value at all.
    private static object ValueOf(JsonElement json) => json.ValueKind == JsonValueKind.Array ? new int[json.GetArrayLength()] : SpaceJson.Value(json);

    private static bool AsBoolean(JsonElement json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? json.GetBoolean()
        : throw new ArgumentException($"true or false, not {json}: does not compile in C#");

    private static int? Whole(JsonElement args, string key) => args.Field(key) is not { } given ? null
        : given.TryGetInt32(out int whole) ? whole
        : throw new ArgumentException($"a whole number, not {given}: does not compile in C#");

    private static Sampling SamplingOf(JsonElement args) => args.Field("sampling")?.GetString() switch
    {
        null or "linear" => Sampling.Linear,
        "log" => Sampling.Log,
        "reverse_log" => Sampling.ReverseLog,
        var other => throw new ArgumentException($"{other} is no sampling: does not compile in C#"),
    };
}
