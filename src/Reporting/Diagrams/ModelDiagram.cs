using KerasNet.Saving;

namespace KerasNet.Reporting.Diagrams;

/// <summary>Makes the diagram of a model: a box for each layer or operation, as Keras' plot_model has it.</summary>
/// <remarks>A layer that is called several times is one box with several links. A model whose computation is code of a subclass is one box.</remarks>
internal sealed class ModelDiagram
{
    private readonly PlotOptions _options;

    private ModelDiagram(PlotOptions options) => _options = options;

    /// <summary>The model's diagram as an SVG picture.</summary>
    /// <exception cref="ArgumentException">The direction is unknown.</exception>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    internal static string ToSvg(Model model, PlotOptions options)
    {
        options.Check();
        if (!model.Built)
            throw new InvalidOperationException(
                $"Model '{model.Name}' is not built yet, so its diagram is not known. " +
                "Give it an Input as its first layer, call EnsureBuilt(shape), or show it data first.");
        return new DiagramSvg(new ModelDiagram(options).Draw(model, nested: false), $"Diagram of the model {model.Name}").ToString();
    }

    private Diagram Draw(Model model, bool nested)
    {
        List<object> owners = [];
        List<(object From, int Output, object To, int Input)> links = [];
        if (model is Sequential)
        {
            owners.AddRange(model.Layers);
            links.AddRange(model.Layers.Zip(model.Layers.Skip(1), (from, to) => ((object)from, 0, (object)to, 0)));
        }
        else if (model.GraphCalls is { } calls)
            Connect(model, calls, owners, links);
        else
            owners.Add(model);

        Dictionary<object, int> places = owners.Select((owner, place) => (owner, place)).ToDictionary(pair => pair.owner, pair => pair.place);
        DiagramBox[] boxes = [.. owners.Select(owner => Box(model, owner))];
        return new Diagram(
            boxes,
            [.. links.Select(link => new DiagramLink(places[link.From], PortOf(link.From, link.Output), places[link.To], PortOf(link.To, link.Input))).Distinct()],
            nested ? [.. Entries(model).Select(entry => (places[entry.Owner], PortOf(entry.Owner, entry.Input)))] : [],
            nested ? [.. Exits(model).Select(exit => (places[exit.Owner], PortOf(exit.Owner, exit.Output)))] : [],
            _options);

        // Only a frame has places of their own for its inputs and outputs.
        int PortOf(object owner, int port) => boxes[places[owner]].Inner is null ? 0 : port;
    }

    /// <summary>The boxes and links of a functional model, in the order of its calls.</summary>
    private static void Connect(Model model, IReadOnlyList<object> calls, List<object> owners, List<(object From, int Output, object To, int Input)> links)
    {
        HashSet<KerasTensor> inputs = [.. model.Inputs];
        foreach (object call in calls)
        {
            if (call is LayerCall { Outputs: var made } && made.Any(inputs.Contains))
                continue;
            IReadOnlyList<KerasTensor> operands = FunctionalGraph.Operands(call);
            for (int i = 0; i < operands.Count; i++)
                if (Source(operands[i]) is { } source)
                    links.Add((source.Owner, source.Output, Owner(call), i));
        }

        owners.AddRange(InOrder([.. calls.Select(Owner).Concat(model.Layers).Distinct()], links.ToLookup(link => link.To, link => link.From)));
    }

    /// <summary>Boxes behind all that feed them; where layers are called on what they made themselves, as few as possible stand before.</summary>
    private static IEnumerable<object> InOrder(object[] owners, ILookup<object, object> feeders)
    {
        HashSet<object> placed = [], entered = [];
        Stack<object> open = [];
        foreach (object end in owners)
        {
            open.Push(end);
            while (open.TryPeek(out object? owner))
            {
                if (entered.Add(owner))
                {
                    foreach (object feeder in feeders[owner].Reverse())
                        if (!entered.Contains(feeder))
                            open.Push(feeder);
                }
                else if (open.Pop() is var done && placed.Add(done))
                    yield return done;
            }
        }
    }

    private static IEnumerable<(object Owner, int Input)> Entries(Model model) => model is Sequential
        ? [(model.Layers[0], 0)]
        : model.Inputs.Select(input => (Source(input)!.Value.Owner, 0));

    private static IEnumerable<(object Owner, int Output)> Exits(Model model) => model is Sequential
        ? [(model.Layers[^1], 0)]
        : model.Outputs.Select(output => Source(output)!.Value);

    private static object Owner(object call) => call is LayerCall made ? made.Layer : call;

    /// <summary>What made a symbol, and which of its outputs the symbol is; null for a fixed number.</summary>
    private static (object Owner, int Output)? Source(KerasTensor symbol) =>
        LayerCall.Of(symbol) is { } origin ? (origin.Call.Layer, origin.Index)
        : symbol.Origin is SymbolicNode.OpCall operation ? (operation, symbol.Index)
        : null;

    private DiagramBox Box(Model model, object owner)
    {
        if (owner is SymbolicNode.OpCall operation)
            return DiagramBox.Plain(operation.ToString(), "operation", BoxKind.Operation, [.. Types(operation.Inputs, operation.Outputs)], showName: true);
        Layer layer = (Layer)owner;
        if (_options.ExpandNested && layer is Model { Layers.Count: > 0, Built: true } inner && inner != model && (inner is Sequential || inner.GraphCalls is not null))
            return DiagramBox.Frame(layer.Name, layer.KerasClass, Draw(inner, nested: true));
        return DiagramBox.Plain(layer.Name, layer.KerasClass, Kind(layer), [.. Lines(model, layer)], _options.ShowLayerNames);
    }

    private static BoxKind Kind(Layer layer) => layer switch
    {
        Input => BoxKind.Input,
        Model => BoxKind.Model,
        SavedOperation => BoxKind.Operation,
        { Weights.Count: > 0 } => BoxKind.WithWeights,
        _ => BoxKind.WithoutWeights,
    };

    private IEnumerable<(string Label, string Value)> Lines(Model model, Layer layer)
    {
        if (_options.ShowLayerActivations && Activation(layer) is { } activation)
            yield return ("Activation", activation.Name);
        LayerCall? call = layer is Input open ? open.InputCall : model.CallsOf(layer).LastOrDefault();
        KerasTensor[]? inputs = layer is Input ? null : [.. call?.AllInputs.Where(symbol => symbol.IsSymbol) ?? []];
        foreach ((string Label, string Value) line in Types(inputs, call?.Outputs ?? []))
            yield return line;
        if (_options.ShowTrainable && layer.Weights.Count > 0)
            yield return ("Trainable", layer.TrainableWeights.Count > 0 ? "yes" : "no");
    }

    private IEnumerable<(string Label, string Value)> Types(IReadOnlyList<KerasTensor>? inputs, IReadOnlyList<KerasTensor> outputs)
    {
        if (_options.ShowShapes && inputs is not null)
            yield return ("Input shape", Listed(inputs.Select(input => input.Shape.ToString())));
        if (_options.ShowShapes)
            yield return ("Output shape", Listed(outputs.Select(output => output.Shape.ToString())));
        if (_options.ShowDtype)
            yield return ("Output dtype", Listed(outputs.Select(output => output.DType.KerasName())));
    }

    private static string Listed(IEnumerable<string> items) => items.ToArray() switch
    {
        [] => "?",
        [var single] => single,
        var several => $"[{string.Join(", ", several)}]",
    };

    /// <summary>The activation of a layer that has one, as its configuration would say.</summary>
    private static ActivationFunction? Activation(Layer layer) =>
        layer is Activation { Function: var function } ? function : layer.GetType().GetProperty(nameof(Activation))?.GetValue(layer) as ActivationFunction;
}
