using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving.Legacy;

/// <summary>Configurations of Keras 1 and 2, put into the form in which Keras 3 writes them. A configuration of Keras 3 stays what it is.</summary>
/// <remarks>The names that have changed are the rows of <see cref="LegacyNames"/>; here is what has another structure.</remarks>
internal static class LegacyConfig
{
    /// <summary>Whether the program that wrote a file was Keras 1 or 2.</summary>
    /// <param name="kerasVersion">What the file says, for example <c>2.15.0</c>; nothing in files of Keras 1.</param>
    internal static bool IsOld(string? kerasVersion) =>
        kerasVersion is null || kerasVersion.StartsWith("1.", StringComparison.Ordinal) || kerasVersion.StartsWith("2.", StringComparison.Ordinal);

    /// <summary>A copy in the form of Keras 3.</summary>
    /// <param name="json">An object with <c>class_name</c> and <c>config</c>: a model, an optimizer, a loss.</param>
    /// <exception cref="ConfigException">The configuration has not the structure of any version.</exception>
    internal static JsonElement Upgrade(JsonElement json)
    {
        JsonNode? node = JsonSerializer.Deserialize<JsonNode>(json);
        return Element(Upgraded(node));
    }

    /// <summary>The JSON of a tree that has been changed.</summary>
    internal static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    /// <summary>The same of a tree, which is changed and must not be used any more.</summary>
    internal static JsonNode? Upgraded(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                    list[i] = Moved(list[i]);
                return list;
            case JsonObject json when json["class_name"] is JsonValue name && name.TryGetValue(out string? className):
                UpgradeObject(json, className);
                return json;
            case JsonObject json:
                foreach (string key in json.Select(pair => pair.Key).ToArray())
                    json[key] = Moved(json[key]);
                return json;
            default:
                return node;
        }
    }

    private static void UpgradeObject(JsonObject json, string className)
    {
        if (ModelConfig.Knows(className))
            UpgradeModel(json, className);
        else if (json["config"] is JsonObject config)
            className = LegacyNames.Upgrade(className, config);
        json["class_name"] = className;
        if (json["config"] is { } inner)
            json["config"] = Moved(inner);
        if (json["compile_config"] is JsonObject compile && compile["optimizer"] is { } optimizer)
            compile["optimizer"] = Moved(optimizer);
        if (json["inbound_nodes"] is JsonArray nodes)
            json["inbound_nodes"] = LegacyNodes.Upgrade(nodes, className);
    }

    private static void UpgradeModel(JsonObject json, string className)
    {
        // The first versions wrote the list of layers alone.
        if (json["config"] is JsonArray bare)
        {
            json.Remove("config");
            json["config"] = new JsonObject { ["layers"] = bare };
        }

        if (className == "Sequential" && json["config"] is JsonObject { } config && config["layers"] is JsonArray layers)
            GiveInput(layers);
    }

    /// <summary>The shape of the data, which the first layer told of itself, in an InputLayer.</summary>
    private static void GiveInput(JsonArray layers)
    {
        if (layers.Count == 0 || layers[0] is not JsonObject first || first["config"] is not JsonObject config || config["batch_input_shape"] is not JsonArray shape
            || Text(first["class_name"]) == "InputLayer")
            return;
        JsonObject input = new() { ["batch_input_shape"] = shape.DeepClone() };
        if (Text(config["input_dtype"]) is { } type)
            input["dtype"] = type;
        layers.Insert(0, new JsonObject { ["class_name"] = "InputLayer", ["config"] = input });
    }

    /// <summary>A text, or null.</summary>
    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A node in its new form, free to be put where the old one was.</summary>
    private static JsonNode? Moved(JsonNode? node)
    {
        JsonNode? changed = Upgraded(node);
        return changed?.Parent is null ? changed : changed.DeepClone();
    }
}
