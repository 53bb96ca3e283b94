using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>
/// An operation between the layers of a functional model that Keras saved: an operator, a slice or a function of <c>keras.ops</c>. Its arguments are kept as they
/// were saved, with the tensors among them numbered, and are written again like that.
/// </summary>
internal sealed class SavedOperation : Layer
{
    private const string Modules = "keras.src.ops.";

    private readonly JsonElement _json;
    private readonly JsonElement _arguments;

    private SavedOperation(JsonElement json, JsonElement arguments, string? name)
        : base(name ?? Naming.Unique(Naming.SnakeCase(ClassOf(json)))) => (_json, _arguments) = (json, arguments);

    internal override string KerasClass => ClassOf(_json);

    /// <summary>Whether an entry of a model's list of layers is an operation.</summary>
    internal static bool Is(JsonElement json) =>
        json.Member("module") is { ValueKind: JsonValueKind.String } module && module.GetString()!.StartsWith(Modules, StringComparison.Ordinal)
        && json.Member("class_name") is { ValueKind: JsonValueKind.String };

    /// <summary>The operation of such an entry.</summary>
    /// <exception cref="UnsupportedConfigException">It is none of ours, or was called with different arguments.</exception>
    internal static SavedOperation Read(JsonElement json)
    {
        string name = ClassOf(json);
        if (!Operations.Has(name))
            throw new UnsupportedConfigException(name, $"The operation {name} is unknown. Put what it does into a layer of your own to load the model.");
        JsonElement[] calls = [.. json.Member("inbound_nodes") is { ValueKind: JsonValueKind.Array } nodes ? nodes.EnumerateArray() : []];
        if (calls.Length > 1)
            throw new UnsupportedConfigException($"{name} (an operation that is called {calls.Length} times)");
        return new(json, calls.Length == 0 ? default : calls[0], json.Member("config")?.Member("name")?.GetString());
    }

    /// <summary>The entry in a model's list of layers.</summary>
    internal JsonObject Write() => new()
    {
        ["module"] = _json.GetProperty("module").GetString(),
        ["class_name"] = ClassOf(_json),
        ["config"] = _json.Member("config") is { } config ? JsonNode.Parse(config.GetRawText()) : new JsonObject { ["name"] = Name },
        ["registered_name"] = ClassOf(_json),
    };

    /// <summary>The arguments of the call, as they were saved.</summary>
    /// <param name="tensors">The tensors in their order among the arguments.</param>
    internal JsonObject WriteCall(IReadOnlyList<JsonNode> tensors)
    {
        int next = 0;
        return (JsonObject)Filled(_arguments)!;

        JsonNode? Filled(JsonElement json) => json.ValueKind switch
        {
            _ when FunctionalConfig.IsTensor(json) => tensors[next++],
            JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Filled)]),
            JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, Filled(pair.Value)))),
            _ => JsonNode.Parse(json.GetRawText()),
        };
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
        Operations.Compute(new OperationCall(ClassOf(_json), _json.Member("config") ?? default, _arguments, inputs));

    // An operation takes numbers as they are.
    private protected override KerasTensor Autocast(KerasTensor input) => input;

    private static string ClassOf(JsonElement json) => json.GetProperty("class_name").GetString()!;
}
