namespace KerasNet;

/// <summary>The calls between a functional model's inputs and outputs, ordered as Keras orders them.</summary>
/// <remarks>A layer's depth is its longest way to an output. Layers come by falling depth, and within a depth in the order of a walk back from the outputs.</remarks>
internal sealed class FunctionalGraph
{
    private readonly HashSet<KerasTensor> _inputs;
    private readonly Dictionary<object, int> _firstSeen = [];
    private readonly HashSet<object> _finished = [];
    private readonly HashSet<object> _inProgress = [];
    private readonly List<object> _postOrder = [];

    internal FunctionalGraph(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        _inputs = [.. inputs];
        foreach (KerasTensor output in outputs)
            Visit(output);

        // Inputs that nothing uses still belong to the model.
        foreach (KerasTensor input in inputs)
            if (LayerCall.Of(input) is { } origin && !_finished.Contains(origin.Call))
                _firstSeen.TryAdd(origin.Call.Layer, -1);

        Dictionary<object, int> callDepth = [];
        Dictionary<object, int> layerDepth = [];
        foreach (object call in Enumerable.Reverse(_postOrder))
        {
            object owner = Owner(call);
            int depth = Math.Max(callDepth.GetValueOrDefault(call), layerDepth.GetValueOrDefault(owner));
            callDepth[call] = layerDepth[owner] = depth;
            foreach (object maker in Operands(call).Select(Maker).OfType<object>())
                callDepth[maker] = Math.Max(callDepth.GetValueOrDefault(maker), depth + 1);
        }

        Layers = [.. _firstSeen.Keys.OfType<Layer>().OrderByDescending(layer => layerDepth.GetValueOrDefault(layer)).ThenBy(layer => _firstSeen[layer])];
        Calls = _postOrder;
        IsChain = callDepth.Count == callDepth.Values.Distinct().Count()
            && inputs.Count == 1
            && _postOrder.All(call => Operands(call).Count <= 1)
            && _postOrder.Select(Owner).Distinct().Count() == _postOrder.Count;
    }

    /// <summary>Whether every call takes the output of the one before it, and no layer is called twice.</summary>
    internal bool IsChain { get; }

    /// <summary>The layers, inputs included.</summary>
    internal IReadOnlyList<Layer> Layers { get; }

    /// <summary>Calls of layers (<see cref="LayerCall"/>) and operations on symbols, operands before their users.</summary>
    internal IReadOnlyList<object> Calls { get; }

    /// <summary>What made a symbol: a call of a layer, or an operation.</summary>
    private static object? Maker(KerasTensor symbol) => LayerCall.Of(symbol)?.Call ?? symbol.Origin;

    /// <summary>The symbols that a call of a layer or an operation depends on.</summary>
    internal static IReadOnlyList<KerasTensor> Operands(object call) => call is LayerCall layer ? layer.AllInputs : ((SymbolicNode.OpCall)call).Inputs;

    private static object Owner(object call) => call is LayerCall layer ? layer.Layer : call;

    /// <summary>Whether a tensor is worked out of fixed numbers alone, such as a constant that is one of a layer's inputs.</summary>
    private static bool IsFixed(KerasTensor tensor) =>
        !tensor.IsSymbol && tensor.Node.Op is not (Op.Input or Op.ReadVariable) && tensor.Node.Inputs.All(IsFixed);

    /// <summary>Walks back from a symbol; operands are finished before their users. The walk has a list of its own: files may hold chains of any length.</summary>
    private void Visit(KerasTensor symbol)
    {
        Stack<(object Call, IEnumerator<KerasTensor> Operands)> open = [];
        Enter(symbol, open);
        while (open.TryPeek(out (object Call, IEnumerator<KerasTensor> Operands) top))
            if (top.Operands.MoveNext())
                Enter(top.Operands.Current, open);
            else
            {
                open.Pop();
                _finished.Add(top.Call);
                _postOrder.Add(top.Call);
            }
    }

    private void Enter(KerasTensor symbol, Stack<(object, IEnumerator<KerasTensor>)> open)
    {
        if (IsFixed(symbol))
            return;
        object call = Maker(symbol) ?? throw new ArgumentException(
            $"The model's outputs depend on a tensor {symbol} that does not come from its inputs. Start every branch at one of the inputs passed to the model.");
        if (_finished.Contains(call))
            return;
        if (!_inProgress.Add(call))
            throw new ArgumentException($"The model has a cycle at {call}.");
        _firstSeen.TryAdd(Owner(call), _firstSeen.Count);
        bool inside = !_inputs.Contains(symbol);
        if (inside && call is LayerCall { Layer: Input stranger })
            throw new ArgumentException($"The model's outputs depend on the input '{stranger.Name}', which is not among the model's inputs. Pass it to the model.");
        open.Push((call, (inside ? Operands(call) : []).GetEnumerator()));
    }
}
