using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>
/// An operation between the layers of a functional model that Keras saved, such as the NotEqual by which an Embedding's mask reaches a layer that takes masks.
/// </summary>
internal sealed class SavedOperation : Layer
{
    private const string Module = "keras.src.ops.numpy";

    private static readonly FrozenDictionary<string, Func<KerasTensor, KerasTensor, KerasTensor>> s_operations =
        new Dictionary<string, Func<KerasTensor, KerasTensor, KerasTensor>>
        {
            ["NotEqual"] = Ops.NotEqual,
            ["Equal"] = Ops.Equal,
            ["Greater"] = Ops.Greater,
            ["GreaterEqual"] = Ops.GreaterEqual,
            ["Less"] = Ops.Less,
            ["LessEqual"] = Ops.LessEqual,
            ["LogicalAnd"] = Ops.LogicalAnd,
            ["LogicalOr"] = Ops.LogicalOr,
        }.ToFrozenDictionary();

    private readonly string _className;

    private SavedOperation(string className, string? name)
        : base(name ?? Naming.Unique(Naming.SnakeCase(className))) => _className = className;

    /// <summary>Whether an entry of a model's list of layers is one of these operations.</summary>
    internal static bool Is(JsonElement json) =>
        json.Member("module") is { } module && module.ValueEquals(Module)
        && json.Member("class_name") is { ValueKind: JsonValueKind.String } name && s_operations.ContainsKey(name.GetString()!);

    /// <summary>The operation of such an entry.</summary>
    internal static SavedOperation Read(JsonElement json) =>
        new(json.GetProperty("class_name").GetString()!, json.Member("config")?.Member("name")?.GetString());

    /// <summary>A number that the operation is called on.</summary>
    internal static KerasTensor Number(JsonElement json, List<KerasTensor> others) =>
        others.Count > 0 && !others[0].DType.IsFloating() && json.TryGetInt64(out long whole) ? Ops.Scalar(whole, others[0].DType) : Ops.Scalar(json.GetDouble());

    /// <summary>The JSON of a number that a layer was called on.</summary>
    /// <exception cref="UnsupportedConfigException">It is not a single fixed number.</exception>
    internal static JsonNode Number(KerasTensor tensor) => tensor.Node.Attributes is ConstantAttributes { Value: { Length: 1 } value }
        ? tensor.DType.IsFloating() ? value.GetDouble(0) : (long)value.GetDouble(0)
        : throw new UnsupportedConfigException($"a layer called on the fixed tensor {tensor}");

    /// <summary>The entry in a model's list of layers.</summary>
    internal JsonObject Write() => new()
    {
        ["module"] = Module,
        ["class_name"] = _className,
        ["config"] = new JsonObject { ["name"] = Name },
        ["registered_name"] = _className,
    };

    internal override IReadOnlyList<string> NamedInputs { get; } = ["x1", "x2"];

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => inputs.Count == 2
        ? [s_operations[_className](inputs[0], inputs[1])]
        : throw new ShapeException($"The operation '{Name}' ({_className}) takes two inputs. Received: {inputs.Count}.");

    // An operation takes numbers as they are.
    private protected override KerasTensor Autocast(KerasTensor input) => input;
}
