using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>JSON text to the letter as Python's <c>json.dumps</c> writes it: a space behind colons and commas, everything but ASCII escaped.</summary>
internal static class PythonJson
{
    /// <summary>An object of members that are JSON text already.</summary>
    internal static string Object(IEnumerable<(string Name, string Json)> members) =>
        $"{{{string.Join(", ", members.Select(member => $"{Text(member.Name)}: {member.Json}"))}}}";

    /// <summary>An object of whole numbers.</summary>
    internal static string Object(IEnumerable<KeyValuePair<string, int>> members) => Object(members.Select(member => (member.Key, Number(member.Value))));

    /// <summary>A whole number, or null.</summary>
    internal static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    /// <summary>A truth value.</summary>
    internal static string Truth(bool value) => value ? "true" : "false";

    /// <summary>Any JSON. Numbers made of doubles and floats have a point, as Python's floats; NaN and infinities stand bare, as Python writes and reads them.</summary>
    internal static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => Object(members.Select(member => (member.Key, Of(member.Value)))),
        JsonArray items => $"[{string.Join(", ", items.Select(Of))}]",
        JsonValue value when value.TryGetValue(out double number) && !value.TryGetValue(out JsonElement _) => Float(number),
        JsonValue value when value.TryGetValue(out float number) && !value.TryGetValue(out JsonElement _) => Float(number),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ => node.ToJsonString(),
    };

    private static string Float(double number) => PythonText.Of(number) switch { "nan" => "NaN", "inf" => "Infinity", "-inf" => "-Infinity", var digits => digits };

    /// <summary>A text, or null.</summary>
    internal static string Text(string? text)
    {
        if (text is null)
            return "null";
        StringBuilder json = new(text.Length + 2);
        json.Append('"');
        foreach (char c in text)
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                >= ' ' and <= '~' => json.Append(c),
                _ => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        return json.Append('"').ToString();
    }
}
