namespace KerasNet;

/// <summary>One equation of a program: an operation, its operands and attributes, and the tensors it makes. Immutable; forward and backward alike.</summary>
public sealed class Node
{
    private static long s_count;

    internal Node(Op op, KerasTensor[] inputs, OpAttributes attributes, TensorType[] types)
    {
        Op = op;
        Inputs = inputs;
        Attributes = attributes;
        Id = Interlocked.Increment(ref s_count);
        Scope = Trace.CurrentScope;
        KerasTensor[] outputs = new KerasTensor[types.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = new KerasTensor(this, i, types[i].Shape, types[i].DType);
        Outputs = outputs;
    }

    /// <summary>The operation.</summary>
    public Op Op { get; }

    /// <summary>The operands.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>What the operation needs to know besides its operands.</summary>
    public OpAttributes Attributes { get; }

    /// <summary>The tensors it makes.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>A number that rises with creation: operands have lower ids, so sorting by id is a topological order.</summary>
    public long Id { get; }

    /// <summary>The path of the layer in whose call the node was made, for error messages; empty outside layers.</summary>
    public string Scope { get; }

    /// <summary>The only output.</summary>
    public KerasTensor Output => Outputs.Count == 1 ? Outputs[0] : throw new InvalidOperationException($"{Op} has {Outputs.Count} outputs.");

    /// <summary>Operand <paramref name="index"/>, so that gradient rules read like a textbook.</summary>
    public KerasTensor this[int index] => Inputs[index];

    /// <summary>The attributes as the type the operation uses.</summary>
    public T Get<T>()
        where T : OpAttributes => (T)Attributes;

    /// <summary>The equation in words, for messages.</summary>
    public override string ToString() =>
        $"{Op}({string.Join(", ", Inputs)}{(Attributes.Text.Length > 0 ? "; " + Attributes.Text : "")}){(Scope.Length > 0 ? $" in layer '{Scope}'" : "")}";

    /// <summary>Makes a node after inferring the types of its outputs. The one place where nodes come from.</summary>
    /// <exception cref="ShapeException">The operands do not fit the operation.</exception>
    internal static Node Create(Op op, KerasTensor[] inputs, OpAttributes? attributes = null)
    {
        attributes ??= NoAttributes.Instance;
        if (Array.Exists(inputs, static input => input.IsSymbol))
            return SymbolicNode.Record(op, inputs, attributes);
        try
        {
            return new Node(op, inputs, attributes, ShapeRules.Infer(op, inputs, attributes));
        }
        catch (ShapeException e) when (Trace.CurrentScope.Length > 0 && !e.Message.Contains("layer '", StringComparison.Ordinal))
        {
            throw new ShapeException($"In layer '{Trace.CurrentScope}': {e.Message}", e);
        }
    }
}
