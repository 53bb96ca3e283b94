using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>Search spaces in Keras Tuner's JSON: <c>{"space": [{"class_name", "config"}…], "values": {…}}</c>.</summary>
internal static class SpaceJson
{
    private static readonly (Sampling Sampling, string Name)[] s_samplings = [(Sampling.Linear, "linear"), (Sampling.Log, "log"), (Sampling.ReverseLog, "reverse_log")];

    /// <summary>A space with its values.</summary>
    internal static JsonObject Write(HyperParameters parameters) => new()
    {
        ["space"] = new JsonArray([.. parameters.Space.Select(Write)]),
        ["values"] = Write(parameters.Values),
    };

    /// <summary>Values by name.</summary>
    internal static JsonObject Write(IReadOnlyDictionary<string, object> values) => new(values.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value))));

    /// <summary>A space with its values.</summary>
    /// <exception cref="InvalidDataException">The JSON is not that of a space.</exception>
    internal static HyperParameters Read(JsonElement json)
    {
        HyperParameters parameters = new();
        parameters.SetValues(ReadValues(json.GetProperty("values")));
        foreach (JsonElement one in json.GetProperty("space").EnumerateArray())
            parameters.Merge([ReadParameter(one)], overwrite: false);
        parameters.SetValues(ReadValues(json.GetProperty("values")));
        return parameters;
    }

    /// <summary>Values by name.</summary>
    internal static Dictionary<string, object> ReadValues(JsonElement json) => json.EnumerateObject().ToDictionary(pair => pair.Name, pair => Value(pair.Value));

    /// <summary>One value: a number written with a point or an exponent is a float, another one whole.</summary>
    /// <exception cref="InvalidDataException">It is none of the kinds that hyperparameters have.</exception>
    internal static object Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number when json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && json.TryGetInt32(out int whole) => whole,
        JsonValueKind.Number => json.GetDouble(),
        _ => throw new InvalidDataException($"A hyperparameter's value is a number, text or a truth value. Received: {json.GetRawText()}."),
    };

    /// <summary>One hyperparameter.</summary>
    internal static JsonObject Write(HyperParameter parameter)
    {
        JsonObject config = new() { ["name"] = parameter.Name };
        if (parameter is not FixedParameter)
            config["default"] = parameter is IntParameter { GivenDefault: null } ? null : Node(parameter.Default);
        config["conditions"] = new JsonArray([.. parameter.Conditions.Select(Write)]);
        switch (parameter)
        {
            case IntParameter whole:
                (config["min_value"], config["max_value"], config["step"], config["sampling"]) = (whole.MinValue, whole.MaxValue, whole.Step, Name(whole.Sampling));
                break;
            case FloatParameter number:
                (config["min_value"], config["max_value"], config["step"], config["sampling"]) = (number.MinValue, number.MaxValue, number.Step, Name(number.Sampling));
                break;
            case ChoiceParameter choice:
                (config["values"], config["ordered"]) = (new JsonArray([.. choice.Values.Select(Node)]), choice.Ordered);
                break;
            case FixedParameter:
                config["value"] = Node(parameter.Default);
                break;
        }

        return new JsonObject { ["class_name"] = parameter.Kind, ["config"] = config };
    }

    /// <summary>One hyperparameter.</summary>
    /// <exception cref="InvalidDataException">The class is not one of Keras Tuner's.</exception>
    internal static HyperParameter ReadParameter(JsonElement json)
    {
        JsonElement config = json.GetProperty("config");
        string name = config.GetProperty("name").GetString()!;
        Condition[] conditions = [.. config.GetProperty("conditions").EnumerateArray().Select(ReadCondition)];
        return json.GetProperty("class_name").GetString() switch
        {
            "Int" => new IntParameter(
                name, config.GetProperty("min_value").GetInt32(), config.GetProperty("max_value").GetInt32(), (int?)Number(config, "step"), ReadSampling(config),
                (int?)Number(config, "default"), conditions),
            "Float" => new FloatParameter(
                name, config.GetProperty("min_value").GetDouble(), config.GetProperty("max_value").GetDouble(), Number(config, "step"), ReadSampling(config),
                Number(config, "default"), conditions),
            "Choice" => new ChoiceParameter(
                name, [.. config.GetProperty("values").EnumerateArray().Select(Value)], config.GetProperty("ordered").GetBoolean(), Value(config.GetProperty("default")), conditions),
            "Boolean" => new BooleanParameter(name, config.GetProperty("default").GetBoolean(), conditions),
            "Fixed" => new FixedParameter(name, Value(config.GetProperty("value")), conditions),
            var other => throw new InvalidDataException($"A hyperparameter of the unknown kind '{other}'. Known: Int, Float, Choice, Boolean, Fixed."),
        };
    }

    private static JsonObject Write(Condition condition) => new()
    {
        ["class_name"] = "Parent",
        ["config"] = new JsonObject { ["name"] = condition.Name, ["values"] = new JsonArray([.. condition.Values.Select(Node)]) },
    };

    private static Condition ReadCondition(JsonElement json)
    {
        JsonElement config = json.GetProperty("config");
        return new Condition(config.GetProperty("name").GetString()!, [.. config.GetProperty("values").EnumerateArray().Select(Value)]);
    }

    private static JsonNode? Node(object value) => value switch
    {
        bool truth => truth,
        int whole => whole,

        // With its point, so that it is read as what it was: 0.0, not 0.
        double number => JsonNode.Parse(HyperValue.Text(number)),
        _ => (string)value,
    };

    private static double? Number(JsonElement config, string key) =>
        config.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Name(Sampling sampling) => s_samplings.First(pair => pair.Sampling == sampling).Name;

    private static Sampling ReadSampling(JsonElement config)
    {
        string? name = config.GetProperty("sampling").GetString();
        foreach ((Sampling sampling, string own) in s_samplings)
            if (own == name)
                return sampling;
        throw new InvalidDataException($"A hyperparameter's sampling is linear, log or reverse_log. Received: {name}.");
    }
}
