namespace KerasNet;

/// <summary>Reverse-mode differentiation: walks a program backwards and applies one rule per operation.</summary>
public static class Gradient
{
    /// <summary>The gradients of Σ outputs·seeds for each of <paramref name="variables"/>; null where nothing depends on one.</summary>
    /// <param name="output">What is differentiated; without a seed it should be a scalar loss.</param>
    /// <param name="variables">The tensors to differentiate for; of a floating dtype.</param>
    /// <param name="seed">The gradient of something with respect to <paramref name="output"/>; ones if not given.</param>
    public static KerasTensor?[] Of(KerasTensor output, IReadOnlyList<KerasTensor> variables, KerasTensor? seed = null) =>
        Of([output], [seed ?? Ops.OnesLike(output)], variables);

    /// <summary>The gradients of Σᵢ outputᵢ·seedᵢ for each of <paramref name="variables"/>; null where nothing depends on one.</summary>
    public static KerasTensor?[] Of(IReadOnlyList<KerasTensor> outputs, IReadOnlyList<KerasTensor?> seeds, IReadOnlyList<KerasTensor> variables)
    {
        Dictionary<KerasTensor, KerasTensor> gradients = [];
        for (int i = 0; i < outputs.Count; i++)
            if (seeds[i] is { } seed && outputs[i].DType.IsFloating())
                Accumulate(gradients, outputs[i], seed);

        Node[] nodes = Rewriter.Reachable(outputs);
        HashSet<Node> leading = LeadingTo(nodes, variables);
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            Node node = nodes[i];
            KerasTensor?[] upstream = [.. node.Outputs.Select(gradients.GetValueOrDefault)];
            if (!node.Inputs.Any(input => leading.Contains(input.Node)) || upstream.All(gradient => gradient is null))
                continue;
            IReadOnlyList<KerasTensor?> downstream = GradientRules.Apply(node, upstream);
            for (int j = 0; j < node.Inputs.Count; j++)
                if (downstream[j] is { } gradient && leading.Contains(node[j].Node) && node[j].DType.IsFloating())
                    Accumulate(gradients, node[j], gradient);
        }

        return [.. variables.Select(gradients.GetValueOrDefault)];
    }

    /// <summary>Sums a gradient over the axes along which its tensor was stretched.</summary>
    internal static KerasTensor Unbroadcast(KerasTensor gradient, Shape shape)
    {
        if (gradient.Shape == shape)
            return gradient;
        int added = gradient.Rank - shape.Rank;
        int[] stretched = [.. Enumerable.Range(0, gradient.Rank).Where(axis => axis < added || (shape[axis - added] == 1 && gradient.Shape[axis] != 1))];
        return Ops.Reshape(Ops.Sum(gradient, stretched, keepDims: true), shape);
    }

    private static void Accumulate(Dictionary<KerasTensor, KerasTensor> gradients, KerasTensor tensor, KerasTensor gradient)
    {
        gradient = Unbroadcast(gradient, tensor.Shape);
        gradients[tensor] = gradients.TryGetValue(tensor, out KerasTensor? sum) ? sum + gradient : gradient;
    }

    private static HashSet<Node> LeadingTo(Node[] nodes, IReadOnlyList<KerasTensor> variables)
    {
        HashSet<Node> leading = [.. variables.Select(variable => variable.Node)];
        foreach (Node node in nodes)
            if (node.Inputs.Any(input => leading.Contains(input.Node)))
                leading.Add(node);
        return leading;
    }
}
