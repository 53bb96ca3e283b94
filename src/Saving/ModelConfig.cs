using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>Models from and to the form in which Keras saves them.</summary>
internal static class ModelConfig
{
    /// <summary>Whether a class name is that of a model.</summary>
    internal static bool Knows(string className) => className is "Sequential" or "Functional" or "Model";

    /// <summary>Whether a class is one of the two models.</summary>
    internal static bool Knows(Type type) => type == typeof(Sequential) || type == typeof(Model);

    /// <summary>The model that a configuration describes, with fresh weights; built if the configuration tells its input's shape.</summary>
    /// <exception cref="ConfigException">The configuration is not complete.</exception>
    /// <exception cref="UnsupportedConfigException">A class or argument is not one of ours.</exception>
    internal static Model Deserialize(JsonElement json, ConfigNotes notes)
    {
        if (json.Member("config") is not { ValueKind: JsonValueKind.Object } config || config.Member("layers") is not { ValueKind: JsonValueKind.Array } layers)
            throw new ConfigException("The configuration of a model has no list \"layers\".");
        Model model = json.GetProperty("class_name").ValueEquals("Sequential")
            ? ReadSequential(json, config, layers, notes)
            : new FunctionalConfig(config, notes).Read();
        model.Trainable = config.Member("trainable") is not { ValueKind: JsonValueKind.False };
        return model;
    }

    /// <summary>The configuration of a model.</summary>
    internal static JsonObject Serialize(object model) => model is Sequential sequential ? WriteSequential(sequential) : FunctionalConfig.Write((Model)model);

    /// <summary>The layers of a model, with their entries in its list.</summary>
    internal static IEnumerable<(JsonElement Json, Layer Layer)> ReadLayers(JsonElement layers, ConfigNotes notes)
    {
        Dictionary<string, int> counts = [];
        int place = 0;
        foreach (JsonElement json in layers.EnumerateArray())
        {
            // Weights and files are kept under the class's name in snake case, with _1, _2… in the order of the list.
            place++;
            if (SavedOperation.Is(json))
            {
                yield return (json, ReadLayer(json, place, notes));
                continue;
            }

            string stem = Naming.SnakeCase(Text(json, "class_name") ?? "");
            int earlier = counts[stem] = counts.GetValueOrDefault(stem, -1) + 1;
            yield return (json, notes.Inside($"layers/{stem}{(earlier == 0 ? "" : $"_{earlier}")}", () => ReadLayer(json, place, notes)));
        }
    }

    private static string? Text(JsonElement json, string key) => json.Member(key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>One entry of a model's list of layers; errors tell its place.</summary>
    private static Layer ReadLayer(JsonElement json, int place, ConfigNotes notes)
    {
        string where = $"layer {place}{(json.Member("config") is { } config && Text(config, "name") is { } name ? $" ('{name}')" : "")}";
        try
        {
            return ReadLayer(json, notes);
        }
        catch (UnsupportedConfigException e)
        {
            throw new UnsupportedConfigException(e.Missing, $"{where}: {e.Message}", e);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new ConfigException($"{where}: {e.Message}", e);
        }
    }

    /// <summary>One entry of a model's list of layers.</summary>
    internal static Layer ReadLayer(JsonElement json, ConfigNotes notes)
    {
        if (SavedOperation.Is(json))
            return SavedOperation.Read(json);
        if (json.Member("class_name") is { } name && name.ValueEquals("InputLayer"))
            return ReadInput(json.GetProperty("config"), notes);
        Layer layer = ObjectConfig.Deserialize<Layer>(json, notes);
        if (layer is PreprocessingLayer { TakesVocabulary: true } learnt)
            notes.Assets?.Load(learnt, notes.Path);

        // What learns from data may have been built on more than a model shows it, such as a known number of samples.
        if (layer is PreprocessingLayer && json.Member("build_config")?.Member("input_shape") is { ValueKind: JsonValueKind.Array } shape)
            layer.EnsureBuilt((Shape)ConfigValue.Read(shape, typeof(Shape), $"{layer}(build_config)", notes)!);
        return layer;
    }

    /// <summary>The entry of a layer in a model's list of layers.</summary>
    internal static JsonObject WriteLayer(Layer layer)
    {
        if (layer is Input input)
            return WriteInput(input);
        if (layer is SavedOperation operation)
            return operation.Write();
        JsonObject json = ObjectConfig.Serialize(layer);
        if (layer.Calls.Count > 0 && !Knows(layer.GetType()))
            json["build_config"] = layer is PreprocessingLayer { BuiltOn: { } shape }
                ? new JsonObject { ["input_shape"] = ConfigValue.Write(shape) }
                : WriteBuildConfig(layer, layer.Calls[0]);
        return json;
    }

    /// <summary>The shapes that a layer was built for: one entry for its inputs, or one for each argument that is a tensor or a list of them.</summary>
    private static JsonObject WriteBuildConfig(Layer layer, LayerCall call)
    {
        Dictionary<string, JsonNode?> shapes = layer.NamedInputs.Count > 0
            ? layer.NamedInputs.Zip(call.Inputs).ToDictionary(pair => pair.First, pair => ConfigValue.Write(pair.Second.Shape))
            : new() { [layer.FirstArgument] = WriteShapes(call.Inputs) };
        foreach ((string name, object? value) in call.Arguments ?? new Dictionary<string, object?>())
            if (value is IReadOnlyList<KerasTensor> tensors)
                shapes[ConfigValue.SnakeKey(name)] = new JsonArray([.. tensors.Select(tensor => ConfigValue.Write(tensor.Shape))]);
        return shapes.Count == 1 && layer.NamedInputs.Count == 0
            ? new JsonObject { ["input_shape"] = shapes.Values.Single() }
            : new JsonObject { ["shapes_dict"] = new JsonObject(shapes.Select(pair => KeyValuePair.Create($"{pair.Key}_shape", pair.Value))) };
    }

    /// <summary>The shape of the input, or a list of shapes where there are several.</summary>
    private static JsonNode? WriteShapes(IReadOnlyList<KerasTensor> inputs) => inputs.Count == 1
        ? ConfigValue.Write(inputs[0].Shape)
        : new JsonArray([.. inputs.Select(input => ConfigValue.Write(input.Shape))]);

    private static Sequential ReadSequential(JsonElement json, JsonElement config, JsonElement layers, ConfigNotes notes)
    {
        Sequential model = new(ReadLayers(layers, notes).Select(entry => entry.Layer).ToArray(), config.Member("name")?.GetString());
        if (config.Member("dtype") is { } dtype && HalfPrecision.PolicyOf(dtype) is { } policy)
            notes.AddHalf(model.Policy = policy);
        JsonElement? shape = config.Member("build_input_shape") ?? json.Member("build_config")?.Member("input_shape");
        if (shape is { ValueKind: JsonValueKind.Array } given && model.Layers.Count > 0)
            model.EnsureBuilt((Shape)ConfigValue.Read(given, typeof(Shape), "Sequential(build_input_shape)", notes)!);
        return model;
    }

    private static JsonObject WriteSequential(Sequential model)
    {
        JsonObject config = new()
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["dtype"] = ConfigValue.DTypePolicy(model),
            ["layers"] = new JsonArray([.. (model.InputLayer is { } input ? [input] : Array.Empty<Layer>()).Concat(model.Layers).Select(WriteLayer)]),
        };
        JsonObject json = new() { ["module"] = "keras", ["class_name"] = "Sequential", ["config"] = config, ["registered_name"] = null };
        if (model.Inputs.Count > 0)
        {
            config["build_input_shape"] = ConfigValue.Write(model.Inputs[0].Shape);
            json["build_config"] = new JsonObject { ["input_shape"] = ConfigValue.Write(model.Inputs[0].Shape) };
        }

        return json;
    }

    private static Input ReadInput(JsonElement config, ConfigNotes notes)
    {
        JsonElement json = config.Member("batch_shape") ?? config.Member("batch_input_shape")
            ?? throw new ConfigException("An InputLayer has no \"batch_shape\".");
        Shape shape = (Shape)ConfigValue.Read(json, typeof(Shape), "InputLayer(batch_shape)", notes)!;
        if (shape.Rank == 0)
            throw new ConfigException("The \"batch_shape\" of an InputLayer is empty.");
        foreach (string key in (string[])["sparse", "ragged"])
            if (config.Member(key) is { ValueKind: JsonValueKind.True })
                throw new UnsupportedConfigException($"InputLayer({key})");
        DType? dtype = config.Member("dtype") is { } type ? (DType)ConfigValue.Read(type, typeof(DType), "InputLayer(dtype)", notes)! : null;
        return new Input(shape[1..], shape[0] == Shape.Unknown ? null : shape[0], dtype, config.Member("name")?.GetString());
    }

    private static JsonObject WriteInput(Input input) => new()
    {
        ["module"] = "keras.layers",
        ["class_name"] = "InputLayer",
        ["config"] = new JsonObject
        {
            ["batch_shape"] = ConfigValue.Write(input.BatchShape),
            ["dtype"] = input.DType.KerasName(),
            ["sparse"] = false,
            ["ragged"] = false,
            ["name"] = input.Name,
            ["optional"] = false,
        },
        ["registered_name"] = null,
    };
}
