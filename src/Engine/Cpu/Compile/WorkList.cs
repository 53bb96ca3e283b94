namespace KerasNet.Engine.Cpu;

/// <summary>Divides a program into works and puts them in order.</summary>
/// <remarks>
/// Every computed operation gets a stage that never falls along an operand's way to its user and rises where the way leaves a group.
/// Elementwise operations of one shape and one stage that hang together form a group; no way can leave a group and come back.
/// </remarks>
internal sealed class WorkList
{
    private readonly Program _program;
    private readonly Uses _uses;
    private readonly Dictionary<Node, int> _stage = [];
    private readonly Dictionary<Node, ProductPattern> _products = [];
    private readonly Dictionary<Node, ProductPattern> _taken = [];
    private readonly Dictionary<Node, Node> _group = [];

    internal WorkList(Program program)
    {
        _program = program;
        _uses = new(program);
        foreach (Node node in program.Nodes)
            if (ProductPattern.Match(node, _uses, _taken.ContainsKey) is { } pattern)
            {
                _products[node] = pattern;
                foreach (Node taken in pattern.Taken)
                    _taken[taken] = pattern;
            }

        foreach (Node node in program.Nodes)
            _stage[node] = StageOf(node);
        for (int i = program.Nodes.Count - 1; i >= 0; i--)
            Delay(program.Nodes[i]);
        foreach (Node node in program.Nodes)
            if (IsMember(node))
                foreach (KerasTensor operand in node.Inputs)
                    if (InGroup(node, operand) is { } other && _stage[other] == _stage[node])
                        _group[Leader(other)] = Leader(node);
        Works = InOrder(Collect());
    }

    /// <summary>The works in the order in which they run.</summary>
    internal IReadOnlyList<Work> Works { get; }

    /// <summary>The product with bias and activation that a work starts with.</summary>
    internal ProductPattern? ProductOf(Work work) => _products.GetValueOrDefault(work.Nodes[0]);

    private bool IsMember(Node node) => Elementwise.Is(node.Op) && !_taken.ContainsKey(node) && (node.Op != Op.Broadcast || _uses.NeedsMemory(node));

    private bool IsComputed(Node node) =>
        node.Op is not (Op.Constant or Op.Input or Op.ReadVariable) && !Aliases.IsAlias(node)
        && (!Elementwise.Is(node.Op) || IsMember(node) || _taken.ContainsKey(node));

    /// <summary>The operation that makes an operand, where it can run in the same group as the user.</summary>
    private Node? InGroup(Node user, KerasTensor operand)
    {
        Node maker = Source(user, operand).Node;
        return IsMember(maker) && maker.Output.Shape == user.Output.Shape ? maker : null;
    }

    private static KerasTensor Source(Node user, KerasTensor operand) => Elementwise.Is(user.Op) ? Aliases.BeforeStretching(operand) : operand;

    private int StageOf(Node node)
    {
        if (_taken.TryGetValue(node, out ProductPattern? pattern) && pattern.Product != node)
            return MakerStage(pattern.Product);
        IEnumerable<Node> readers = _products.TryGetValue(node, out ProductPattern? product) ? product.Taken.Prepend(node) : [node];
        int stage = 0;
        foreach (Node reader in readers)
            foreach (KerasTensor operand in reader.Inputs)
            {
                Node maker = Aliases.Root(Source(reader, operand)).Root.Node;
                if (IsMember(reader) && InGroup(reader, operand) is { } member)
                    stage = Math.Max(stage, MakerStage(member));
                else if (product is null || maker != node && !product.Taken.Contains(maker))
                    stage = Math.Max(stage, MakerStage(maker) + (IsComputed(maker) ? 1 : 0));
            }

        return stage;
    }

    /// <summary>A bias may be made after the product it is added to, so its stage may not be known yet.</summary>
    private int MakerStage(Node maker) => _stage.TryGetValue(maker, out int stage) ? stage : _stage[maker] = StageOf(maker);

    /// <summary>What only one later group reads is computed there, so that it need not lie in memory in between.</summary>
    private void Delay(Node node)
    {
        if (!IsMember(node) || _uses.IsResult(node.Output))
            return;
        int later = -1;
        foreach (Node user in _uses.Of(node.Output))
        {
            if (!IsMember(user) || user.Output.Shape != node.Output.Shape || (later >= 0 && _stage[user] != later))
                return;
            later = _stage[user];
        }

        _stage[node] = Math.Max(_stage[node], later);
    }

    private Node Leader(Node node)
    {
        while (_group.TryGetValue(node, out Node? next) && next != node)
            node = next;
        return node;
    }

    private List<Work> Collect()
    {
        List<Work> works = [];
        Dictionary<Node, Work> byLeader = [];
        foreach (Node node in _program.Nodes)
        {
            if (!IsComputed(node) || _taken.ContainsKey(node))
                continue;
            Node leader = IsMember(node) ? Leader(node) : node;
            if (!byLeader.TryGetValue(leader, out Work? work))
                works.Add(byLeader[leader] = work = new());
            work.Add(node);
            if (_products.TryGetValue(node, out ProductPattern? product))
                product.Taken.ForEach(work.Add);
        }

        foreach (Work work in works)
            Connect(work);
        return works;
    }

    private void Connect(Work work)
    {
        foreach (Node node in work.Nodes)
        {
            foreach (KerasTensor operand in node.Inputs)
            {
                KerasTensor source = Source(node, operand);
                if (!work.Contains(source.Node))
                    work.Reads.Add(Aliases.Root(source).Root);
            }

            foreach (KerasTensor output in node.Outputs)
                if (_uses.IsResult(output) || _uses.Of(output).Any(user => !work.Contains(user)))
                    work.Results.Add(output);
        }
    }

    private List<Work> InOrder(List<Work> works)
    {
        List<Work> order = [.. new WorkOrder(_program, works).Run()];
        for (int i = 0; i < order.Count; i++)
            order[i].Step = i;
        return order.Count == works.Count ? order : throw new InvalidOperationException("The works of a plan depend on each other in a circle.");
    }
}
