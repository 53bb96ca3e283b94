using System.Text;
using System.Text.Json;
using KerasNet.Saving;

namespace KerasNet.Tool;

/// <summary>A place where two configurations differ.</summary>
/// <param name="Path">The place, for example <c>config.layers[dense].config.units</c>.</param>
/// <param name="First">What the first has there; null if it has nothing.</param>
/// <param name="Second">What the second has there; null if it has nothing.</param>
internal sealed record ConfigDifference(string Path, string? First, string? Second)
{
    private const int LongestValue = 120;

    /// <summary>All differences of two models' configurations.</summary>
    internal static IEnumerable<ConfigDifference> Between(Model a, Model b) => Between("", Read(a), Read(b));

    private static JsonElement Read(Model model) => ConfigText.ParseObject(Encoding.UTF8.GetBytes(model.ToJson()), $"The configuration of '{model.Name}'");

    private static IEnumerable<ConfigDifference> Between(string path, JsonElement? a, JsonElement? b)
    {
        if (a is { } first && b is { } second)
        {
            if (first.ValueKind == JsonValueKind.Object && second.ValueKind == JsonValueKind.Object)
                return Between(path, Members(first), Members(second), (place, key) => place.Length == 0 ? key : $"{place}.{key}");
            if (Named(first) is { } left && Named(second) is { } right)
                return Between(path, left, right, (place, key) => $"{place}[{key}]");
            if (JsonElement.DeepEquals(first, second))
                return [];
        }

        return [new ConfigDifference(path, Text(a), Text(b))];
    }

    private static IEnumerable<ConfigDifference> Between(
        string path, OrderedDictionary<string, JsonElement> a, OrderedDictionary<string, JsonElement> b, Func<string, string, string> join) =>
        a.Keys.Union(b.Keys).SelectMany(key => Between(
            join(path, key), a.TryGetValue(key, out JsonElement left) ? left : null, b.TryGetValue(key, out JsonElement right) ? right : null));

    private static OrderedDictionary<string, JsonElement> Members(JsonElement json) =>
        new(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)));

    /// <summary>A list of layers by their names, so that one that was put in between does not make all after it differ; null for other lists.</summary>
    private static OrderedDictionary<string, JsonElement>? Named(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
            return null;
        OrderedDictionary<string, JsonElement> items = [];
        foreach (JsonElement item in json.EnumerateArray())
            if (item.ValueKind != JsonValueKind.Object
                || item.Member("config")?.Member("name") is not { ValueKind: JsonValueKind.String } name
                || !items.TryAdd(name.GetString()!, item))
                return null;
        return items;
    }

    private static string? Text(JsonElement? json) => json?.GetRawText() is not { } text ? null : text.Length <= LongestValue ? text : text[..LongestValue] + "…";
}
