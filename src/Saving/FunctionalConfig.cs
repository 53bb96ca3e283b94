using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>Functional models: layers with the calls that were made of them, which are made again on the symbols they name.</summary>
internal sealed class FunctionalConfig
{
    private const string Tensor = "__keras_tensor__";

    private readonly JsonElement _config;
    private readonly ConfigNotes _notes;
    private readonly Dictionary<(string Layer, int Call, int Output), KerasTensor> _symbols = [];

    /// <summary>Prepares reading.</summary>
    /// <param name="config">The <c>config</c> of the model.</param>
    /// <param name="notes">Receives arguments that were left out because they change nothing.</param>
    internal FunctionalConfig(JsonElement config, ConfigNotes notes) => (_config, _notes) = (config, notes);

    /// <summary>Makes the layers, then the calls in an order in which each finds its inputs.</summary>
    internal Model Read()
    {
        List<(string Name, Layer Layer, Queue<(int Index, JsonElement Call)> Calls)> open = [];
        HashSet<string> names = [];
        foreach ((JsonElement json, Layer layer) in ModelConfig.ReadLayers(_config.GetProperty("layers"), _notes))
        {
            string name = json.Member("name")?.GetString() ?? layer.Name;
            if (!names.Add(name))
                throw new ConfigException($"Two layers of the model are called '{name}'.");
            if (layer is Input input)
                _symbols[(name, 0, 0)] = input.Output;
            else
                open.Add((name, layer, new(Nodes(json).Select((call, i) => (i, call)))));
        }

        bool progress = true;
        while (progress)
        {
            progress = false;
            foreach ((string name, Layer layer, Queue<(int Index, JsonElement Call)> calls) in open)
                while (calls.TryPeek(out (int Index, JsonElement Call) next) && References(next.Call).All(_symbols.ContainsKey))
                {
                    Call(name, layer, calls.Dequeue());
                    progress = true;
                }
        }

        if (open.Any(entry => entry.Calls.Count > 0))
        {
            // Whoever waits only for others that wait goes round in a circle with them.
            Dictionary<string, (string, int, int)[]> waiting = open.Where(entry => entry.Calls.Count > 0)
                .ToDictionary(entry => entry.Name, entry => References(entry.Calls.Peek().Call).Where(key => !_symbols.ContainsKey(key)).ToArray());
            throw new ConfigException(
                waiting.FirstOrDefault(entry => entry.Value.Any(key => !waiting.ContainsKey(key.Item1))) is { Key: not null } lost
                    ? $"The layer '{lost.Key}' is called on {string.Join(", ", lost.Value.Select(Text))}, which no layer makes."
                    : $"There is a circle in the graph: {string.Join(", ", waiting.Keys)} wait for each other's outputs.");
        }

        return Compose();
    }

    /// <summary>The configuration of a functional model.</summary>
    internal static JsonObject Write(Model model)
    {
        if (model.Inputs.Count == 0)
            throw new UnsupportedConfigException($"{model.GetType().Name} (a model that is not made of an input and an output)");
        FunctionalWriter writer = new(model);
        return new JsonObject
        {
            ["module"] = "keras.src.models.functional",
            ["class_name"] = "Functional",
            ["config"] = new JsonObject
            {
                ["name"] = model.Name,
                ["trainable"] = model.Trainable,
                ["layers"] = writer.Layers(),
                ["input_layers"] = writer.Ends(model.Inputs, model.InputKeys),
                ["output_layers"] = writer.Ends(model.Outputs, model.HasNamedOutputs ? model.OutputNames : null),
            },
            ["registered_name"] = "Functional",
            ["build_config"] = new JsonObject { ["input_shape"] = null },
        };
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement layer) =>
        layer.Member("inbound_nodes") is { ValueKind: JsonValueKind.Array } nodes ? nodes.EnumerateArray() : [];

    private Model Compose()
    {
        string? name = _config.Member("name")?.GetString();
        (string? Key, KerasTensor Symbol)[] named = [.. Ends("input_layers")];
        IReadOnlyList<KerasTensor> inputs = [.. named.Select(end => end.Symbol)];
        (string? Key, KerasTensor Symbol)[] outputs = [.. Ends("output_layers")];
        Model model = outputs.Length > 0 && outputs.All(end => end.Key is not null)
            ? new Model(inputs, outputs.ToDictionary(end => end.Key!, end => end.Symbol), name)
            : new Model(inputs, [.. outputs.Select(end => end.Symbol)], name);
        if (named.All(end => end.Key is not null))
            model.NameInputs([.. named.Select(end => end.Key!)]);
        return model;
    }

    /// <summary>One <c>[layer, call, output]</c>, a list of them or a dictionary.</summary>
    private IEnumerable<(string? Key, KerasTensor Symbol)> Ends(string which)
    {
        JsonElement ends = _config.Member(which) ?? throw new ConfigException($"The configuration of a functional model has no \"{which}\".");
        if (ends.ValueKind == JsonValueKind.Object)
            return ends.EnumerateObject().Select(end => ((string?)end.Name, Find(History(end.Value), which)));
        if (ends.ValueKind != JsonValueKind.Array || ends.GetArrayLength() == 0)
            throw new ConfigException($"\"{which}\" must name at least one tensor. Received: {ObjectConfig.Shorten(ends)}.");
        IEnumerable<JsonElement> single = ends[0].ValueKind == JsonValueKind.String ? [ends] : ends.EnumerateArray();
        return single.Select(end => ((string?)null, Find(History(end), which)));
    }

    private KerasTensor Find((string, int, int) key, string where) =>
        _symbols.TryGetValue(key, out KerasTensor? symbol) ? symbol : throw new ConfigException($"{where} names {Text(key)}, which no layer makes.");

    private void Call(string name, Layer layer, (int Index, JsonElement Call) node)
    {
        List<KerasTensor> inputs = [];
        Dictionary<string, object?> arguments = [];
        if (layer is SavedOperation)
            inputs.AddRange(References(node.Call).Select(key => Find(key, $"a call of '{name}'")));
        else
        {
            foreach (JsonElement argument in node.Call.Member("args")?.EnumerateArray() ?? default)
                Collect(argument, inputs, $"a call of '{name}'");
            foreach (JsonProperty argument in node.Call.Member("kwargs")?.EnumerateObject() ?? default)
                if (!IsDefaultOfDefinition(argument) && Value(argument.Value, $"the argument {argument.Name} of a call of '{name}'") is { } value)
                    arguments[Naming.CamelCase(argument.Name)] = value;
        }

        IReadOnlyList<KerasTensor> outputs = layer.Apply(inputs, arguments.Count > 0 ? arguments : null);
        for (int i = 0; i < outputs.Count; i++)
            _symbols[(name, node.Index, i)] = outputs[i];
    }

    /// <summary>Keras writes the <c>training: false</c> that a layer saw while its model was defined, and replaces it when the model runs.</summary>
    private static bool IsDefaultOfDefinition(JsonProperty argument) => argument.NameEquals("training") && argument.Value.ValueKind == JsonValueKind.False;

    private void Collect(JsonElement json, List<KerasTensor> symbols, string where)
    {
        if (IsTensor(json))
            symbols.Add(Find(History(json.GetProperty("config").GetProperty("keras_history")), where));
        else if (json.ValueKind == JsonValueKind.Array)
            foreach (JsonElement item in json.EnumerateArray())
                Collect(item, symbols, where);
        else if (json.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty item in json.EnumerateObject())
                Collect(item.Value, symbols, where);
        else if (json.ValueKind != JsonValueKind.Null)
            throw new UnsupportedConfigException($"{where} with the value {json.GetRawText()}");
    }

    private object? Value(JsonElement json, string where)
    {
        if (IsTensor(json))
            return Find(History(json.GetProperty("config").GetProperty("keras_history")), where);
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            case JsonValueKind.Number:
                return json.GetDouble();
            case JsonValueKind.Array:
                List<KerasTensor> symbols = [];
                Collect(json, symbols, where);
                return symbols.ToArray();
            default:
                throw new UnsupportedConfigException(where);
        }
    }

    /// <summary>Whether a value stands for a tensor that a layer makes.</summary>
    internal static bool IsTensor(JsonElement json) => json.Member("class_name") is { ValueKind: JsonValueKind.String } name && name.ValueEquals(Tensor);

    /// <summary>The tensors that a value names, in order.</summary>
    internal static IEnumerable<(string, int, int)> References(JsonElement json)
    {
        if (IsTensor(json))
            return [History(json.GetProperty("config").GetProperty("keras_history"))];
        return json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
            JsonValueKind.Object => json.EnumerateObject().SelectMany(property => References(property.Value)),
            _ => [],
        };
    }

    private static (string, int, int) History(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 3 && json[0].ValueKind == JsonValueKind.String
            && json[1].ValueKind == JsonValueKind.Number && json[1].TryGetInt32(out int call)
            && json[2].ValueKind == JsonValueKind.Number && json[2].TryGetInt32(out int output)
            ? (json[0].GetString()!, call, output)
            : throw new ConfigException($"Expected [layer, call, output] to name a tensor. Received: {ObjectConfig.Shorten(json)}.");

    private static string Text((string Layer, int Call, int Output) key) => $"{key.Layer}[{key.Call}][{key.Output}]";
}
