using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Fuzz;

/// <summary>Breaks configurations without breaking their JSON: other values, other kinds of values, what is missing, what is moved.</summary>
internal static class ConfigEdits
{
    private const int MostEdits = 4;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 200 };

    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "-1", "1", "2", "7", "2147483647", "-2147483648", "9999999999", "1e300", "-0.5", "\"NaN\"", "\"\"", "\"relu\"", "\"Dense\"", "[]", "{}", "[0]",
        "[1, 2]", "[null]", "[null, 3]", "[[]]", """{"class_name": "Dense", "config": {"units": 2}}""", """{"class_name": "Lambda", "config": {}}""", "\"../x\"",
    ];

    /// <summary>Whether these are a text of JSON, in which values can be changed.</summary>
    internal static bool AreJson(byte[] text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: s_options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A configuration with some edits.</summary>
    /// <param name="text">The configuration, in JSON.</param>
    /// <param name="seed">The same seed makes the same edits.</param>
    internal static byte[] Of(byte[] text, int seed)
    {
        Random random = new(seed);
        JsonNode root = JsonNode.Parse(text, documentOptions: s_options)!;
        for (int edits = random.Next(1, MostEdits + 1); edits > 0; edits--)
        {
            JsonNode[] holders = [.. Holders(root)];
            if (holders.Length > 0)
                Edit(holders[random.Next(holders.Length)], holders, random);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Edit(JsonNode holder, JsonNode[] others, Random random)
    {
        JsonNode? value = random.Next(4) == 0 ? others[random.Next(others.Length)].DeepClone() : JsonNode.Parse(s_values[random.Next(s_values.Length)]);
        if (holder is JsonArray list)
        {
            int at = random.Next(list.Count);
            if (random.Next(4) == 0)
                list.RemoveAt(at);
            else if (random.Next(3) == 0)
                list.Add(list[at]?.DeepClone());
            else
                list[at] = value;
            return;
        }

        JsonObject members = (JsonObject)holder;
        string key = members.ElementAt(random.Next(members.Count)).Key;
        if (random.Next(4) == 0)
            members.Remove(key);
        else if (random.Next(6) == 0)
            members[key + "_new"] = value;
        else
            members[key] = value;
    }

    private static IEnumerable<JsonNode> Holders(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => members.SelectMany(member => Holders(member.Value)).Prepend(node),
        JsonArray { Count: > 0 } items => items.SelectMany(Holders).Prepend(node),
        _ => [],
    };
}
