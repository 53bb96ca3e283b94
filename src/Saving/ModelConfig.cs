using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>Models from and to the form in which Keras saves them.</summary>
internal static class ModelConfig
{
    /// <summary>Whether a class name is that of a model.</summary>
    internal static bool Knows(string className) => className is "Sequential" or "Functional" or "Model";

    /// <summary>Whether a class is one of the two models.</summary>
    internal static bool Knows(Type type) => Knows(type.Name);

    /// <summary>The model that a configuration describes.</summary>
    internal static Layer Deserialize(JsonElement json, ConfigNotes notes) => throw new UnsupportedConfigException(json.GetProperty("class_name").GetString()!);

    /// <summary>The configuration of a model.</summary>
    internal static JsonObject Serialize(object model) => throw new UnsupportedConfigException(model.GetType().Name);
}
