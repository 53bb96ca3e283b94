using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Comparisons of hyperparameters' values and of plain JSON.</summary>
internal static class TunerValues
{
    private static readonly Tolerance s_close = new(1e-12, 1e-12);

    /// <summary>Compares one value, which may be null. Truth values may be written as 1 and 0.</summary>
    internal static void Check(string what, object? got, JsonElement expected)
    {
        if (!Same(got, expected))
            throw new MismatchException($"{what}: {got ?? "nothing"}, expected {expected}");
    }

    /// <summary>Compares lists of values.</summary>
    internal static void CheckAll(string what, IReadOnlyList<object> got, JsonElement expected)
    {
        Comparer.Equal($"number of {what}", got.Count, expected.GetArrayLength());
        for (int i = 0; i < got.Count; i++)
            Check($"{what}[{i}]", got[i], expected[i]);
    }

    /// <summary>Compares values by name.</summary>
    internal static void CheckAll(string what, IReadOnlyDictionary<string, object> got, JsonElement expected)
    {
        Comparer.EqualLists($"names of {what}", got.Keys.Order(), expected.EnumerateObject().Select(pair => pair.Name).Order());
        foreach (JsonProperty pair in expected.EnumerateObject())
            Check($"{what} {pair.Name}", got[pair.Name], pair.Value);
    }

    /// <summary>Compares JSON; whole numbers are the same with a fraction of 0.</summary>
    internal static void CheckJson(string what, JsonNode? got, JsonElement expected)
    {
        JsonElement written = JsonSerializer.SerializeToElement(got);
        if (!Same(written, expected))
            throw new MismatchException($"{what}: {written}, expected {expected}");
    }

    private static bool Same(object? got, JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.Null => got is null,
        JsonValueKind.True or JsonValueKind.False => got is bool truth && truth == expected.GetBoolean(),
        JsonValueKind.String => got is string text && text == expected.GetString(),
        JsonValueKind.Number when got is bool truth => expected.GetDouble() == (truth ? 1 : 0),
        JsonValueKind.Number => got is int or double && s_close.Holds(HyperValue.Number(got), expected.GetDouble()),
        _ => false,
    };

    private static bool Same(JsonElement got, JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.Object => got.ValueKind == JsonValueKind.Object && got.EnumerateObject().Count() == expected.EnumerateObject().Count()
            && expected.EnumerateObject().All(pair => got.TryGetProperty(pair.Name, out JsonElement own) && Same(own, pair.Value)),
        JsonValueKind.Array => got.ValueKind == JsonValueKind.Array && got.GetArrayLength() == expected.GetArrayLength()
            && got.EnumerateArray().Zip(expected.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        JsonValueKind.Number => got.ValueKind == JsonValueKind.Number && s_close.Holds(got.GetDouble(), expected.GetDouble()),
        _ => got.ValueKind == expected.ValueKind && got.ToString() == expected.ToString(),
    };
}
