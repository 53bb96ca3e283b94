namespace KerasNet.Engine.Cpu;

/// <summary>What one step of the plan will do: a group of elementwise operations, a product with what follows it, or one other operation.</summary>
internal sealed class Work
{
    private readonly HashSet<Node> _nodes = [];

    /// <summary>The operations, operands before their users.</summary>
    internal List<Node> Nodes { get; } = [];

    /// <summary>Tensors whose memory is read: the roots of operands that come from outside.</summary>
    internal HashSet<KerasTensor> Reads { get; } = [];

    /// <summary>Tensors that others read.</summary>
    internal List<KerasTensor> Results { get; } = [];

    /// <summary>Whether this is a group of elementwise operations.</summary>
    internal bool IsElementwise => Elementwise.Is(Nodes[0].Op);

    /// <summary>The number of the step, once the order is known.</summary>
    internal int Step { get; set; }

    internal void Add(Node node)
    {
        _nodes.Add(node);
        Nodes.Add(node);
    }

    internal bool Contains(Node node) => _nodes.Contains(node);
}
