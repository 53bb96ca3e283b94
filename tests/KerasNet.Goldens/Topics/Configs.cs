using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Compares configurations that we write with those that Keras writes.</summary>
internal static partial class Configs
{
    // Keras keeps some numbers in float32 before it writes them.
    private static readonly Tolerance s_float32 = new(1e-12, 1e-7);

    /// <summary>The object of a class that a case names, with the arguments it gives.</summary>
    /// <exception cref="NotCoveredException">There is no such class yet.</exception>
    internal static T Make<T>(string name, JsonElement arguments)
        where T : class =>
        Registry<T>.Find(name) is { } type ? (T)ObjectConfig.Create(type, arguments, new ConfigNotes()) : throw new NotCoveredException(name);

    /// <summary>Reads a configuration and writes it again.</summary>
    internal static void CheckRoundTrip<T>(JsonElement expected)
        where T : class => Check(expected.Text("class_name"), ObjectConfig.Deserialize<T>(expected), expected);

    /// <summary>Compares the configuration of an object.</summary>
    internal static void Check(string what, object got, JsonElement expected)
    {
        JsonObject json = ObjectConfig.Serialize(got);
        Comparer.Equal($"class of {what}", (string?)json["class_name"], expected.Text("class_name"));
        Comparer.Equal($"module of {what}", (string?)json["module"], expected.Text("module"));
        Check(what, json["config"]!.Deserialize<JsonElement>(), expected.GetProperty("config"));
    }

    /// <summary>Compares the arguments with which an object would be saved, where a case gives these alone.</summary>
    /// <param name="got">The object.</param>
    /// <param name="expected">The arguments that Keras writes.</param>
    /// <param name="except">Arguments that Keras chose by chance.</param>
    internal static void CheckArguments(object got, JsonElement expected, params string[] except)
    {
        JsonObject kept = new(expected.EnumerateObject()
            .Where(argument => !except.Contains(argument.Name))
            .Select(argument => KeyValuePair.Create(argument.Name, JsonNode.Parse(argument.Value.GetRawText()))));
        Check("config", ObjectConfig.Arguments(got).Deserialize<JsonElement>(), kept.Deserialize<JsonElement>());
    }

    /// <summary>Compares the objects behind names; names of classes that do not exist yet are left for later.</summary>
    internal static void CheckNames(JsonElement names, Func<string, object> get)
    {
        List<string> missing = [];
        foreach (JsonProperty name in names.EnumerateObject())
        {
            string wanted = name.Value.ValueKind == JsonValueKind.Object ? name.Value.Text("class_name") : name.Value.GetString()!;
            if (!ConfigFamily.All.Any(family => family.Find(wanted) is not null))
                missing.Add(name.Name);
            else if (name.Value.ValueKind == JsonValueKind.Object)
                Check(name.Name, get(name.Name), name.Value);
            else
                Comparer.Equal($"class of {name.Name}", Naming.SnakeCase(Naming.ClassName(get(name.Name).GetType())), Naming.SnakeCase(wanted));
        }

        if (missing.Count > 0)
            throw new NotCoveredException(string.Join(" ", missing));
    }

    /// <summary>Compares the configurations of objects made with as few arguments as possible; classes that do not exist yet are left for later.</summary>
    internal static void CheckDefaults<T>(JsonElement configs, Func<Type, JsonElement, T> make)
        where T : class
    {
        List<string> missing = [];
        foreach (JsonProperty config in configs.EnumerateObject())
        {
            if (Registry<T>.Find(config.Name) is { } type)
                Check(config.Name, make(type, config.Value.GetProperty("config")), config.Value);
            else
                missing.Add(config.Name);
        }

        if (missing.Count > 0)
            throw new NotCoveredException(string.Join(" ", missing));
    }

    private static void Check(string what, JsonElement got, JsonElement expected)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when got.ValueKind == JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                    if (got.TryGetProperty(property.Name, out JsonElement value))
                        Check($"{what}.{property.Name}", value, property.Value);
                    else if (!ConfigDefaults.Harmless(property.Name, property.Value))
                        throw new NotCoveredException($"{what}({property.Name})");
                break;
            case JsonValueKind.Array when got.ValueKind == JsonValueKind.Array:
                Comparer.Equal($"length of {what}", got.GetArrayLength(), expected.GetArrayLength());
                foreach ((JsonElement a, JsonElement b) in got.EnumerateArray().Zip(expected.EnumerateArray()))
                    Check(what, a, b);
                break;
            case JsonValueKind.Number when got.ValueKind == JsonValueKind.Number:
                Comparer.Check(what, got.GetDouble(), expected.GetDouble(), s_float32);
                break;
            case JsonValueKind.String when what.EndsWith(".name", StringComparison.Ordinal) && got.ValueKind == JsonValueKind.String:
                // Automatic names carry a number from the second object of a class on.
                Comparer.Equal(what, AutomaticNumber().Replace(got.GetString()!, ""), AutomaticNumber().Replace(expected.GetString()!, ""));
                break;
            case JsonValueKind.String when got.ValueKind == JsonValueKind.Object && what.EndsWith(".dtype", StringComparison.Ordinal):
                // A policy and its name say the same; Keras writes one or the other.
                Comparer.Equal(what, got.GetProperty("config").Text("name"), expected.GetString()!);
                break;
            case JsonValueKind.String when got.ValueKind == JsonValueKind.String:
                Comparer.Equal(what, got.GetString()!, expected.GetString()!);
                break;
            default:
                Comparer.Equal(what, got.GetRawText(), expected.GetRawText());
                break;
        }
    }

    [GeneratedRegex(@"_\d+$")]
    private static partial Regex AutomaticNumber();
}
