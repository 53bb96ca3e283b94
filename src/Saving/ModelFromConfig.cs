using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Saving.Legacy;

namespace KerasNet.Saving;

/// <summary>A whole model from and to its configuration: the model, its shapes and what it was compiled with.</summary>
internal static class ModelFromConfig
{
    /// <summary>The model, with fresh weights.</summary>
    /// <param name="json">What <see cref="Write"/> or Keras' <c>to_json</c> gives.</param>
    /// <param name="compile">Whether it is compiled, if it was.</param>
    /// <param name="notes">Receives what was left out.</param>
    /// <exception cref="ConfigException">The configuration is not that of a model.</exception>
    /// <exception cref="UnsupportedConfigException">A class or argument is not one of ours.</exception>
    /// <param name="old">Whether Keras 1 or 2 wrote it, as far as it does not tell that itself.</param>
    internal static Model Read(JsonElement json, bool compile, ConfigNotes notes, bool old = false)
    {
        if (old || (json.Member("keras_version") is { ValueKind: JsonValueKind.String } version && LegacyConfig.IsOld(version.GetString())))
            json = LegacyConfig.Upgrade(json);
        Model model = ObjectConfig.Deserialize(json, typeof(Model), notes) as Model
            ?? throw new ConfigException($"It describes no model, but a {json.GetProperty("class_name")}.");

        // A model with code of its own has no shapes in its configuration, but beside it.
        if (!model.Built && json.Member("build_config")?.Member("input_shape") is { ValueKind: JsonValueKind.Array } shape)
            model.EnsureBuilt((Shape)ConfigValue.Read(shape, typeof(Shape), "build_config(input_shape)", notes)!);
        if (compile && json.Member("compile_config") is { } compiled)
            CompileConfig.Apply(model, compiled, notes);
        return model;
    }

    /// <summary>The configuration of a model.</summary>
    /// <exception cref="ConfigException">Something in it cannot be saved.</exception>
    internal static JsonObject Write(Model model)
    {
        JsonObject json = ObjectConfig.Serialize(model);
        json["compile_config"] = CompileWriter.Write(model);
        return json;
    }
}
