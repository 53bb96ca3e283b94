namespace KerasNet;

/// <summary>Turns the body of a loop, traced among the symbols around it, into a program of its own.</summary>
internal static class ScanBuilder
{
    /// <summary>Makes the loop's node: what the body uses from outside becomes operands that stay constant over the steps.</summary>
    internal static Node Build(
        KerasTensor[] carries,
        KerasTensor[] slices,
        KerasTensor[] bodyOutputs,
        IReadOnlyList<KerasTensor> initial,
        IReadOnlyList<KerasTensor> sequences,
        int steps,
        bool reverse)
    {
        KerasTensor[] outside = Captured([.. carries, .. slices], bodyOutputs);
        KerasTensor[] constants = [.. outside.Select((x, i) => Ops.Input(x.Shape, x.DType, $"constant{i}"))];
        Dictionary<KerasTensor, KerasTensor> given = outside.Zip(constants).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (KerasTensor own in carries.Concat(slices))
            given[own] = own;
        Dictionary<KerasTensor, KerasTensor> image = Rewriter.Rewrite(bodyOutputs, given);
        Program body = new([.. carries, .. slices, .. constants], [.. bodyOutputs.Select(y => image[y])]);
        return Node.Create(Op.Scan, [.. initial, .. sequences, .. outside], new ScanAttributes(body, carries.Length, slices.Length, steps, reverse));
    }

    /// <summary>Tensors from outside of the body at which the body begins: they do not depend on its own inputs, but something that does uses them.</summary>
    private static KerasTensor[] Captured(KerasTensor[] own, KerasTensor[] outputs)
    {
        HashSet<Node> inside = [.. own.Select(x => x.Node)];
        List<KerasTensor> captured = [];
        foreach (Node node in Rewriter.Reachable(outputs))
            if (node.Inputs.Any(input => inside.Contains(input.Node)))
            {
                inside.Add(node);
                captured.AddRange(node.Inputs.Where(IsOutside));
            }

        captured.AddRange(outputs.Where(IsOutside));
        return [.. captured.Distinct()];

        // Constants may stay where they are used: they depend on nothing.
        bool IsOutside(KerasTensor x) => !inside.Contains(x.Node) && x.Node.Op is not (Op.Constant or Op.Iota);
    }
}
