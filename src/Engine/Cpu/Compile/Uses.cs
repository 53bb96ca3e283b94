namespace KerasNet.Engine.Cpu;

/// <summary>Who reads what in a program.</summary>
internal sealed class Uses
{
    private readonly Dictionary<KerasTensor, List<Node>> _users = [];
    private readonly HashSet<KerasTensor> _results;

    internal Uses(Program program)
    {
        _results = [.. program.Outputs, .. program.Updates.Select(update => update.Value)];
        foreach (Node node in program.Nodes)
            foreach (KerasTensor input in node.Inputs)
            {
                if (!_users.TryGetValue(input, out List<Node>? users))
                    _users[input] = users = [];
                if (users.Count == 0 || users[^1] != node)
                    users.Add(node);
            }
    }

    /// <summary>The operations that read a tensor.</summary>
    internal IReadOnlyList<Node> Of(KerasTensor x) => _users.TryGetValue(x, out List<Node>? users) ? users : [];

    /// <summary>Whether a tensor is an output of the program or the new value of a variable.</summary>
    internal bool IsResult(KerasTensor x) => _results.Contains(x);

    /// <summary>The only reader of a tensor that is not a result, or null.</summary>
    internal Node? OnlyUser(KerasTensor x) => !IsResult(x) && Of(x) is [Node user] ? user : null;

    /// <summary>Whether a stretched tensor has to lie in memory: somebody reads it who does not stretch for himself.</summary>
    internal bool NeedsMemory(Node broadcast) => IsResult(broadcast.Output) || Of(broadcast.Output).Any(user => !Elementwise.Is(user.Op));
}
