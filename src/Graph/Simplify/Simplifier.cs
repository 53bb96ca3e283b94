namespace KerasNet;

/// <summary>Makes a program smaller without changing a bit of what it computes: equal equations become one, operations that do nothing disappear.</summary>
/// <remarks>What nobody reads is not reachable and so is gone already. Constants are folded by the engine, which has the kernels.</remarks>
internal static class Simplifier
{
    internal static Program Run(Program program)
    {
        Dictionary<(Op, string, string), Node> known = [];
        Dictionary<KerasTensor, KerasTensor> image = Rewriter.Rewrite(
            [.. program.Outputs, .. program.Updates.Select(update => update.Value)],
            program.Inputs.ToDictionary(x => x, x => x),
            (node, inputs) =>
            {
                if (Forwarded(node, inputs) is { } same)
                    return [same];
                OpAttributes attributes = node.Attributes is ScanAttributes scan ? scan with { Body = Run(scan.Body) } : node.Attributes;
                (Op, string, string) key = (node.Op, string.Join(',', inputs.Select(x => $"{x.Node.Id}.{x.Index}")), $"{attributes.Text} {node.Outputs[0]}");
                if (!known.TryGetValue(key, out Node? equal))
                    known[key] = equal = inputs.SequenceEqual(node.Inputs) && attributes == node.Attributes ? node : Node.Create(node.Op, inputs, attributes);
                return equal.Outputs;
            });
        return program.Map(tensor => image[tensor]);
    }

    /// <summary>The operand that the result equals, where the operation does nothing; or a shorter way to the same result.</summary>
    private static KerasTensor? Forwarded(Node node, KerasTensor[] x) => node.Op switch
    {
        Op.StopGradient => x[0],
        Op.Reshape or Op.Broadcast when x[0].Shape == node.Output.Shape => x[0],
        Op.Reshape when x[0].Node.Op == Op.Reshape => Ops.Reshape(x[0].Node[0], node.Output.Shape),
        Op.Cast when x[0].DType == node.Output.DType => x[0],
        Op.Negate when x[0].Node.Op == Op.Negate => x[0].Node[0],
        Op.Reverse when x[0].Node.Op == Op.Reverse && AxesOf(x[0].Node).SequenceEqual(AxesOf(node)) => x[0].Node[0],
        Op.Multiply when IsScalar(x[1], 1) && x[0].Shape == node.Output.Shape => x[0],
        Op.Multiply when IsScalar(x[0], 1) && x[1].Shape == node.Output.Shape => x[1],
        Op.Divide when IsScalar(x[1], 1) && x[0].Shape == node.Output.Shape => x[0],
        Op.Sum or Op.Max or Op.Min when x[0].Shape == node.Output.Shape => x[0],
        Op.MatMul => WithoutTransposes(node, x),
        _ => null,
    };

    private static int[] AxesOf(Node node) => node.Get<AxesAttributes>().Axes;

    private static bool IsScalar(KerasTensor x, double value)
    {
        // Ones that were stretched to a shape are still ones.
        while (x.Node.Op == Op.Broadcast)
            x = x.Node[0];
        return x.Node.Attributes is ConstantAttributes { Value.Length: 1 } constant && constant.Value.GetDouble(0) == value;
    }

    /// <summary>A transpose of the last two axes is an attribute of the product.</summary>
    private static KerasTensor? WithoutTransposes(Node node, KerasTensor[] x)
    {
        (bool ta, bool tb) = node.Get<MatMulAttributes>();
        (KerasTensor a, KerasTensor b) = (SwapOf(x[0]) ?? x[0], SwapOf(x[1]) ?? x[1]);
        return a == x[0] && b == x[1] ? null : Ops.MatMul(a, b, ta ^ (a != x[0]), tb ^ (b != x[1]));
    }

    private static KerasTensor? SwapOf(KerasTensor x)
    {
        if (x.Node.Attributes is not PermutationAttributes { Permutation: { Length: >= 2 } permutation })
            return null;
        int rank = permutation.Length;
        return permutation[^1] == rank - 2 && permutation[^2] == rank - 1 && permutation.Take(rank - 2).SequenceEqual(Enumerable.Range(0, rank - 2)) ? x.Node[0] : null;
    }
}
