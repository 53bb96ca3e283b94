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
    internal sealed record OpCall(Op Op, KerasTensor[] Inputs, OpAttributes Attributes)
    {
        /// <summary>The symbols it made.</summary>
        internal IReadOnlyList<KerasTensor> Outputs { get; set; } = [];

        public override string ToString() => Op.ToString();
    }

    /// <summary>Records an operation on symbols; its outputs are symbols again.</summary>
    internal static Node Record(Op op, KerasTensor[] inputs, OpAttributes attributes)
    {
        TensorType[] types = Infer(inputs, traced => [.. Node.Create(op, traced, attributes).Outputs]);
        OpCall call = new(op, inputs, attributes);
        Node node = new(Op.Input, [], new SymbolAttributes(call), types);
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
