namespace KerasNet.Engine.Cpu;

/// <summary>The gradient of max pooling with what surrounds it, done where there are fewer elements: on the windows instead of their cells.</summary>
internal static class PoolRules
{
    /// <summary>A shorter way to the same result, or null.</summary>
    internal static KerasTensor? Shortened(Node node, KerasTensor[] x) => node.Op switch
    {
        Op.Select => MaskBeforeSending(x),
        Op.Sum => SumBeforeSending(node, x[0]),
        _ => null,
    };

    /// <summary>
    /// A gradient goes to the largest cells of x and is kept where x is positive (so does that of relu): it is the same to keep it where the largest cell
    /// is, and then to send it.
    /// </summary>
    private static KerasTensor? MaskBeforeSending(KerasTensor[] select)
    {
        if (select[1].Node is not { Op: Op.MaxPoolGradient } sent || !IsZero(select[2]) || select[0].Node is not { Op: Op.Less } positive
            || !IsZero(positive[0]) || positive[1] != sent[0])
            return null;
        KerasTensor pooled = Node.Create(Op.MaxPool, [sent[0]], sent.Attributes).Output;
        return Node.Create(Op.MaxPoolGradient, [sent[0], Ops.Where(Ops.Greater(pooled, 0), sent[1], Ops.ZerosLike(sent[1]))], sent.Attributes).Output;
    }

    /// <summary>What all cells of a channel receive is what all windows send, unless one of them has no cells.</summary>
    private static KerasTensor? SumBeforeSending(Node node, KerasTensor x)
    {
        int[] axes = node.Get<AxesAttributes>().Axes;
        if (x.Node is not { Op: Op.MaxPoolGradient } sent || !axes.SequenceEqual(Enumerable.Range(0, x.Rank - 1)))
            return null;
        WindowAttributes window = sent.Get<WindowAttributes>();
        for (int i = 0; i < window.Window.Length; i++)
            if (window.PadLow[i] >= window.Window[i] || (sent[1].Shape[i + 1] - 1) * window.Strides[i] - window.PadLow[i] >= x.Shape[i + 1])
                return null;
        return Node.Create(Op.Sum, [sent[1]], node.Attributes).Output;
    }

    private static bool IsZero(KerasTensor x) =>
        Aliases.BeforeStretching(x).Node.Attributes is ConstantAttributes { Value: { Length: 1 } value } && value.GetDouble(0) == 0;
}
