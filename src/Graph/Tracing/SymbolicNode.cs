namespace KerasNet;

/// <summary>Shape inference for symbols with unknown dimensions, and operations applied to them while a model is defined.</summary>
/// <remarks>
/// No shape rule knows about unknown dimensions. A call is traced twice, with two different prime numbers in their place; what differs between the two
/// results depends on the unknown dimension and is unknown as well. (Keras does the same on JAX.)
/// </remarks>
internal static class SymbolicNode
{
    private static readonly int[] s_placeholders = [7919, 7933];

    /// <summary>What an operation applied to symbols was, so that a functional model can replay it in a trace.</summary>
    internal sealed class OpCall(string name, KerasTensor[] inputs, Func<KerasTensor[], IReadOnlyList<KerasTensor>> compute)
    {
        /// <summary>The symbols it was applied to. Other operands, such as constants, belong to the operation.</summary>
        internal IReadOnlyList<KerasTensor> Inputs => inputs;

        /// <summary>The symbols it made.</summary>
        internal IReadOnlyList<KerasTensor> Outputs { get; set; } = [];

        /// <summary>Applies the operation to what the symbols stand for.</summary>
        internal IReadOnlyList<KerasTensor> Replay(KerasTensor[] traced) => compute(traced);

        public override string ToString() => name;
    }

    /// <summary>Records an operation on symbols; its outputs are symbols again.</summary>
    internal static Node Record(Op op, KerasTensor[] inputs, OpAttributes attributes) =>
        Record(op.ToString(), inputs, x => Node.Create(op, x, attributes).Outputs);

    /// <summary>Records a function of tensors, some of which are symbols; its outputs are symbols again.</summary>
    /// <remarks>Functions that look at their operands' shapes are recorded whole, so that they see the shapes of each trace.</remarks>
    internal static Node Record(string name, KerasTensor[] inputs, Func<KerasTensor[], IReadOnlyList<KerasTensor>> compute)
    {
        KerasTensor[] symbols = [.. inputs.Where(input => input.IsSymbol).Distinct()];
        OpCall call = new(name, symbols, traced => compute([.. inputs.Select(input => input.IsSymbol ? traced[Array.IndexOf(symbols, input)] : input)]));
        Node node = new(Op.Input, [], new SymbolAttributes(call), Infer(symbols, call.Replay));
        call.Outputs = node.Outputs;
        return node;
    }

    /// <summary>The types a function of traced tensors gives for symbols with unknown dimensions.</summary>
    internal static TensorType[] Infer(IReadOnlyList<KerasTensor> symbols, Func<KerasTensor[], IReadOnlyList<KerasTensor>> call)
    {
        bool known = symbols.All(symbol => symbol.Shape.IsKnown);
        TensorType[] first = Attempt(symbols, call, s_placeholders[0]);
        if (known)
            return first;
        TensorType[] second = Attempt(symbols, call, s_placeholders[1]);
        if (first.Length != second.Length)
            throw new ShapeException($"The number of outputs depends on the batch size ({first.Length} against {second.Length}); it must not.");
        return [.. first.Zip(second, Merge)];
    }

    private static TensorType[] Attempt(IReadOnlyList<KerasTensor> symbols, Func<KerasTensor[], IReadOnlyList<KerasTensor>> call, int placeholder)
    {
        KerasTensor[] traced = [.. symbols.Select(symbol => Concrete(symbol, placeholder))];
        try
        {
            return [.. call(traced).Select(output => new TensorType(output.Shape, output.DType))];
        }
        catch (ShapeException e) when (e.Message.Contains(placeholder.ToString(), StringComparison.Ordinal))
        {
            throw new ShapeException(e.Message.Replace(placeholder.ToString(), "None", StringComparison.Ordinal), e);
        }
    }

    private static KerasTensor Concrete(KerasTensor symbol, int placeholder)
    {
        KerasTensor traced = Ops.Input(Shape.Of(symbol.Shape.Select(dimension => dimension == Shape.Unknown ? placeholder : dimension)), symbol.DType, "symbol");
        if (symbol.Mask is { } mask)
            traced.Mask = Concrete(mask, placeholder);
        return traced;
    }

    private static TensorType Merge(TensorType first, TensorType second)
    {
        if (first.Shape.Rank != second.Shape.Rank)
            throw new ShapeException($"The rank of the output depends on the batch size ({first.Shape} against {second.Shape}); it must not.");
        return first with { Shape = Shape.Of(first.Shape.Zip(second.Shape, (a, b) => a == b ? a : Shape.Unknown)) };
    }
}
