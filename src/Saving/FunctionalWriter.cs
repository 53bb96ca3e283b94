using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>Writes the layers of a functional model with the calls that belong to it; calls are numbered anew within the model.</summary>
internal sealed class FunctionalWriter
{
    private readonly Model _model;
    private readonly Dictionary<Layer, List<LayerCall>> _calls = [];

    internal FunctionalWriter(Model model)
    {
        _model = model;
        HashSet<LayerCall> seen = [];
        Stack<KerasTensor> open = new(model.Outputs.Concat(model.Inputs));
        while (open.TryPop(out KerasTensor? symbol))
        {
            LayerCall call = LayerCall.Of(symbol)?.Call
                ?? throw new UnsupportedConfigException($"a layer for the operation {symbol.Origin} (put it into a layer of your own to save the model)");
            if (!seen.Add(call))
                continue;
            if (!_calls.TryGetValue(call.Layer, out List<LayerCall>? calls))
                _calls[call.Layer] = calls = [];
            calls.Add(call);
            if (!model.Inputs.Contains(symbol))
                foreach (KerasTensor input in call.AllInputs.Where(input => input.IsSymbol))
                    open.Push(input);
        }

        foreach (List<LayerCall> calls in _calls.Values)
            calls.Sort((a, b) => a.Index.CompareTo(b.Index));
    }

    /// <summary>The list <c>layers</c>.</summary>
    internal JsonArray Layers() => new([.. _model.Layers.Select(layer =>
    {
        JsonObject json = ModelConfig.WriteLayer(layer);
        json["name"] = layer.Name;
        json["inbound_nodes"] = layer is Input ? new JsonArray() : new JsonArray([.. _calls[layer].Select(Node)]);
        return json;
    })]);

    /// <summary>The tensors where the model begins or ends: one, a list, or a dictionary by name.</summary>
    internal JsonNode Ends(IReadOnlyList<KerasTensor> symbols, IReadOnlyList<string>? names) =>
        names is not null ? new JsonObject(names.Zip(symbols, (name, symbol) => KeyValuePair.Create(name, (JsonNode?)History(symbol))))
        : symbols.Count == 1 ? History(symbols[0])
        : new JsonArray([.. symbols.Select(History)]);

    private JsonObject Node(LayerCall call)
    {
        if (call.Layer is SavedOperation operation)
            return operation.WriteCall([.. call.Inputs.Select(Tensor)]);
        JsonObject arguments = [];
        foreach ((string name, object? value) in call.Arguments ?? new Dictionary<string, object?>())
            arguments[ConfigValue.SnakeKey(name)] = value switch
            {
                KerasTensor symbol => Tensor(symbol),
                IEnumerable<KerasTensor?> symbols => new JsonArray([.. symbols.Select(symbol => symbol is null ? null : Tensor(symbol))]),
                _ => ConfigValue.Write(value),
            };
        JsonNode[] inputs = [.. call.Inputs.Select(input => input.IsSymbol ? Tensor(input) : Number(input))];
        bool oneByOne = inputs.Length == 1 || call.Layer.NamedInputs.Count > 0;
        return new JsonObject { ["args"] = new JsonArray(oneByOne ? inputs : [new JsonArray(inputs)]), ["kwargs"] = arguments };
    }

    /// <summary>The JSON of a number that a layer was called on.</summary>
    /// <exception cref="UnsupportedConfigException">It is not a single fixed number.</exception>
    private static JsonNode Number(KerasTensor tensor) => tensor.Node.Attributes is ConstantAttributes { Value: { Length: 1 } value }
        ? tensor.DType.IsFloating() ? value.GetDouble(0) : (long)value.GetDouble(0)
        : throw new UnsupportedConfigException($"a layer called on the fixed tensor {tensor}");

    private JsonObject Tensor(KerasTensor symbol) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = ConfigValue.Write(symbol.Shape),
            ["dtype"] = symbol.DType.KerasName(),
            ["keras_history"] = History(symbol),
        },
    };

    private JsonArray History(KerasTensor symbol)
    {
        (LayerCall call, int output) = LayerCall.Of(symbol)!.Value;
        return new JsonArray(call.Layer.Name, _calls[call.Layer].IndexOf(call), output);
    }
}
