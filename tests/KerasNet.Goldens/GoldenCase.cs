using System.Text.Json;

namespace KerasNet.Goldens;

/// <summary>One line of a topic: the fields of a case.</summary>
/// <param name="topic">The topic.</param>
/// <param name="json">The line; valid while its document is.</param>
/// <param name="folder">The folder of the file that the line is from.</param>
internal sealed class GoldenCase(string topic, JsonElement json, string folder)
{
    /// <summary>The folder that the paths of a case start from.</summary>
    internal string Folder { get; } = folder;

    /// <summary>The topic.</summary>
    internal string Topic { get; } = topic;

    /// <summary>The whole case.</summary>
    internal JsonElement Json { get; } = json;

    /// <summary>What is special about it, in one word.</summary>
    internal string Name => Json.GetProperty("name").GetString()!;

    /// <summary>What is special about it, in a sentence.</summary>
    internal string About => Text("about") ?? Name;

    /// <summary>The tolerance that holds for the case.</summary>
    internal Tolerance Tolerance => new(Number("atol") ?? 1e-5, Number("rtol") ?? 1e-5);

    /// <summary>Whether the arguments or inputs must be refused.</summary>
    internal bool IsError => Has("error");

    /// <summary>A field that must be there.</summary>
    internal JsonElement this[string key] => Json.TryGetProperty(key, out JsonElement value)
        ? value
        : throw new MismatchException($"the case has no field '{key}'");

    /// <summary>Whether a field is there and not null.</summary>
    internal bool Has(string key) => Json.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A field of text.</summary>
    internal string? Text(string key) => Has(key) && this[key].ValueKind == JsonValueKind.String ? this[key].GetString() : null;

    /// <summary>A flag that is set.</summary>
    internal bool Flag(string key) => Has(key) && this[key].ValueKind == JsonValueKind.True;

    /// <summary>A field that is a number.</summary>
    internal double? Number(string key) => Has(key) && this[key].ValueKind == JsonValueKind.Number ? this[key].GetDouble() : null;

    /// <summary>A field that is an array of numbers.</summary>
    internal GoldenArray Array(string key) => GoldenArray.From(this[key]);

    /// <summary>A field that is an array of numbers or absent.</summary>
    internal GoldenArray? ArrayOrNull(string key) => Has(key) ? Array(key) : null;

    /// <summary>A field that is a list of arrays, some of them null; empty if absent.</summary>
    internal GoldenArray?[] Arrays(string key) => Json.Arrays(key);
}

/// <summary>Reading of nested parts of a case.</summary>
internal static class GoldenJson
{
    /// <summary>A field, or null where it is absent or null.</summary>
    internal static JsonElement? Field(this JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A field of text.</summary>
    internal static string Text(this JsonElement json, string key) => json.GetProperty(key).GetString()!;

    /// <summary>A field that is a list of arrays, some of them null; empty if absent.</summary>
    internal static GoldenArray?[] Arrays(this JsonElement json, string key) =>
        json.Field(key) is { } list ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? null : GoldenArray.From(item))] : [];

    /// <summary>A number, which may be written as "NaN" or "Infinity".</summary>
    internal static double AsNumber(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => throw new MismatchException($"'{text}' is not a number"),
        },
    };

    /// <summary>A shape, in which null is an unknown dimension.</summary>
    internal static Shape AsShape(this JsonElement json) =>
        Shape.Of(json.EnumerateArray().Select(dimension => dimension.ValueKind == JsonValueKind.Null ? Shape.Unknown : dimension.GetInt32()));
}
