using System.Text.Json.Nodes;

namespace KerasNet.Saving.Legacy;

/// <summary>The calls of layers in functional models of Keras 1 and 2: <c>[["dense", 0, 0, {"mask": …}], …]</c>, a list of tensors for each call.</summary>
internal static class LegacyNodes
{
    private const string Constant = "_CONSTANT_VALUE";

    // Layers that take their initial states behind the input, which Keras 2 wrote as a list of inputs.
    private static readonly string[] s_recurrent = ["RNN", "SimpleRNN", "LSTM", "GRU", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional"];

    /// <summary>The same calls as Keras 3 writes them: <c>{"args": […], "kwargs": {…}}</c> with tensors by name. Calls in that form stay.</summary>
    /// <param name="nodes">The calls of one layer.</param>
    /// <param name="className">The layer's class.</param>
    /// <exception cref="ConfigException">A call has not the structure of any version.</exception>
    internal static JsonArray Upgrade(JsonArray nodes, string className) =>
        new([.. nodes.Select(node => node is JsonObject call && call.ContainsKey("args") ? node.DeepClone() : Call(node, className))]);

    private static JsonObject Call(JsonNode? node, string className)
    {
        JsonNode?[] tensors = node switch
        {
            JsonArray list when IsTensor(list) => [list],
            JsonArray list => [.. list],
            JsonObject byName => [.. byName.Select(pair => pair.Value)],
            _ => throw new ConfigException(
                $"A call of a layer of class {className} must be a list of [layer, call, output, arguments]. Received: {node?.ToJsonString() ?? "null"}."),
        };
        JsonNode[] inputs = [.. tensors.Select(tensor => Argument(tensor, className))];
        JsonObject arguments = tensors.OfType<JsonArray>().FirstOrDefault() is { Count: > 3 } first && first[3] is JsonObject given ? Arguments(given) : [];
        if (inputs.Length > 1 && s_recurrent.Contains(className) && !arguments.ContainsKey("initial_state"))
        {
            arguments["initial_state"] = new JsonArray(inputs[1..]);
            inputs = inputs[..1];
        }

        return new JsonObject { ["args"] = new JsonArray(inputs.Length == 1 ? inputs : [new JsonArray(inputs)]), ["kwargs"] = arguments };
    }

    private static JsonNode Argument(JsonNode? node, string className)
    {
        if (node is JsonArray list && IsTensor(list))
            return LegacyConfig.Text(list[0]) == Constant ? list[2]?.DeepClone() ?? 0 : Tensor(list);
        throw new ConfigException($"A call of a layer of class {className} must name its inputs as [layer, call, output]. Received: {node?.ToJsonString() ?? "null"}.");
    }

    /// <summary>Arguments by name, among which tensors are named in the same way.</summary>
    private static JsonObject Arguments(JsonObject given) => new(given.Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value))));

    private static JsonNode? Value(JsonNode? value) => value switch
    {
        JsonArray tensor when IsTensor(tensor) => LegacyConfig.Text(tensor[0]) == Constant ? tensor[2]?.DeepClone() : Tensor(tensor),
        JsonArray list when list.Count > 0 && list.All(item => item is JsonArray inner && IsTensor(inner)) =>
            new JsonArray([.. list.Select(item => Tensor((JsonArray)item!))]),
        _ => value?.DeepClone(),
    };

    private static bool IsTensor(JsonArray list) =>
        list.Count is 3 or 4 && LegacyConfig.Text(list[0]) is { } name && (name == Constant || (IsWhole(list[1]) && IsWhole(list[2])));

    private static bool IsWhole(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int _);

    private static JsonObject Tensor(JsonArray list) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["keras_history"] = new JsonArray([.. list.Take(3).Select(part => part?.DeepClone())]) },
    };
}
