namespace KerasNet;

/// <summary>Walks the equations behind some tensors, operands first, and builds changed copies.</summary>
internal static class Rewriter
{
    /// <summary>All nodes that the tensors depend on, operands before their users.</summary>
    internal static Node[] Reachable(IEnumerable<KerasTensor> tensors)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new(tensors.Select(tensor => tensor.Node));
        while (open.TryPop(out Node? node))
            if (seen.Add(node))
                foreach (KerasTensor input in node.Inputs)
                    open.Push(input.Node);
        return [.. seen.OrderBy(node => node.Id)];
    }

    /// <summary>Copies the equations behind some tensors.</summary>
    /// <param name="tensors">What is wanted.</param>
    /// <param name="given">Tensors whose image is known beforehand; what lies behind them is not visited.</param>
    /// <param name="replace">From a node and the images of its operands to the images of its outputs; null keeps the operation.</param>
    /// <returns>The image of every tensor that was met.</returns>
    internal static Dictionary<KerasTensor, KerasTensor> Rewrite(
        IEnumerable<KerasTensor> tensors,
        IReadOnlyDictionary<KerasTensor, KerasTensor>? given = null,
        Func<Node, KerasTensor[], IReadOnlyList<KerasTensor>?>? replace = null)
    {
        Dictionary<KerasTensor, KerasTensor> image = given is null ? [] : new(given);
        foreach (Node node in Needed(tensors, image))
        {
            KerasTensor[] inputs = [.. node.Inputs.Select(input => image[input])];
            IReadOnlyList<KerasTensor> outputs = replace?.Invoke(node, inputs)
                ?? (inputs.SequenceEqual(node.Inputs) ? node.Outputs : Node.Create(node.Op, inputs, node.Attributes).Outputs);
            for (int i = 0; i < node.Outputs.Count; i++)
                image.TryAdd(node.Outputs[i], outputs[i]);
        }

        return image;
    }

    private static Node[] Needed(IEnumerable<KerasTensor> tensors, Dictionary<KerasTensor, KerasTensor> given)
    {
        HashSet<Node> seen = [];
        Stack<KerasTensor> open = new(tensors);
        while (open.TryPop(out KerasTensor? tensor))
            if (!given.ContainsKey(tensor) && seen.Add(tensor.Node))
                foreach (KerasTensor input in tensor.Node.Inputs)
                    open.Push(input);
        return [.. seen.OrderBy(node => node.Id)];
    }
}
