namespace KerasNet;

/// <summary>Layers composed into something that can be trained: a graph from inputs to outputs. Also a layer, so models nest.</summary>
/// <remarks>
/// <para>Functional: start from an <see cref="Input"/>, chain layers, name the ends:
/// <c>Input x = new([784]); Model model = new(x, x.Then(new Dense(64, "relu")).Then(new Dense(10)));</c></para>
/// <para>Predicting may run on many threads at once; training may not.</para>
/// </remarks>
public partial class Model : Layer
{
    private readonly FunctionalGraph? _graph;

    /// <summary>A model of one input and one output.</summary>
    /// <param name="input">The symbol of an <see cref="Input"/>.</param>
    /// <param name="output">A symbol computed from it.</param>
    /// <param name="name">A name; <c>functional</c> if not given.</param>
    public Model(KerasTensor input, KerasTensor output, string? name = null)
        : this([input], [output], name)
    {
    }

    /// <summary>A model of several inputs and outputs, which are told apart by their order and by the names of their layers.</summary>
    /// <param name="inputs">Symbols of <see cref="Input"/> layers.</param>
    /// <param name="outputs">Symbols computed from them.</param>
    /// <param name="name">A name; <c>functional</c> if not given.</param>
    /// <exception cref="ArgumentException">An output does not come from the inputs, or two layers share a name.</exception>
    public Model(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string? name = null)
        : this(inputs, outputs, null, name)
    {
    }

    /// <summary>A model whose outputs have names of their own; they are taken in the order of the names, as Keras takes dictionaries.</summary>
    /// <param name="inputs">Symbols of <see cref="Input"/> layers.</param>
    /// <param name="outputs">Symbols computed from them, by name.</param>
    /// <param name="name">A name; <c>functional</c> if not given.</param>
    public Model(IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, KerasTensor> outputs, string? name = null)
        : this(inputs, [.. InOrder(outputs).Select(pair => pair.Value)], [.. InOrder(outputs).Select(pair => pair.Key)], name)
    {
    }

    /// <summary>For subclasses that compose their layers in <c>Call</c>.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected Model(string? name = null)
        : base(name)
    {
    }

    private Model(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string[]? outputNames, string? name)
        : base(name ?? Naming.Unique("functional"))
    {
        foreach (KerasTensor input in inputs)
            if (!input.IsSymbol || LayerCall.Of(input) is null)
                throw new ArgumentException($"A model's inputs must be symbols of Input layers or of other layers' calls. Received: {input}.", nameof(inputs));
        if (outputs.FirstOrDefault(output => !output.IsSymbol) is { } loose)
            throw new ArgumentException($"A model's outputs must be symbols computed from its inputs. Received: {loose}.", nameof(outputs));
        _graph = new FunctionalGraph(inputs, outputs);
        string? twice = _graph.Layers.GroupBy(layer => layer.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
            throw new ArgumentException($"Two layers of the model are called '{twice}'. Give each a name of its own.");
        HasNamedOutputs = outputNames is not null;
        Define(inputs, outputs, _graph.Calls, outputNames);
    }

    /// <summary>The symbols where data enters; empty until a deferred model is built.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; private set; } = [];

    /// <summary>The symbols that the model computes; empty until a deferred model is built.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; private set; } = [];

    /// <summary>The names by which data refers to the inputs: those of the Input layers.</summary>
    public IReadOnlyList<string> InputNames { get; private set; } = [];

    /// <summary>The names by which losses, metrics and data refer to the outputs: those of the layers that make them, or the keys they were given under.</summary>
    public IReadOnlyList<string> OutputNames { get; private set; } = [];

    /// <summary>The layers that work on data before the program; null if there are none.</summary>
    internal DataStage? Stage { get; private set; }

    /// <summary>What a program computes: all of the model, unless layers work on the data before.</summary>
    internal Model Computed => Stage?.Rest ?? this;

    /// <summary>The keys of the inputs, where a file gives them as a dictionary; null where they are told apart by their layers' names.</summary>
    internal string[]? InputKeys { get; private set; }

    /// <summary>Takes the inputs for entries of a dictionary.</summary>
    internal void NameInputs(string[] keys) => InputNames = InputKeys = keys;

    /// <summary>Whether the outputs were given as a dictionary.</summary>
    internal bool HasNamedOutputs { get; }

    /// <summary>The layers, in Keras' order: inputs first, then by distance from the outputs.</summary>
    public virtual IReadOnlyList<Layer> Layers => _graph?.Layers ?? base.Sublayers;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Layer> Sublayers => Layers;

    /// <summary>Whether the layers form a chain, so that nobody needs to be told what is connected to what.</summary>
    internal bool IsChain => _graph?.IsChain ?? true;

    /// <summary>Whether the layers are a list that the model was given, not what a subclass holds in its fields.</summary>
    internal bool HasLayerList => this is Sequential || _graph is not null;

    /// <summary>Whether all that is computed is computed by layers, none of it by operations on symbols or by code of a subclass.</summary>
    internal bool IsMadeOfLayers => this is Sequential || (_graph?.Calls.All(call => call is LayerCall) ?? false);

    /// <summary>The calls of layers and operations between inputs and outputs, operands before their users; null for a model that is not functional.</summary>
    internal IReadOnlyList<object>? GraphCalls => _graph?.Calls;

    /// <summary>The calls of a layer that belong to this model; a layer may be called in others too.</summary>
    internal IEnumerable<LayerCall> CallsOf(Layer layer) => _graph is null ? layer.Calls : _graph.Calls.OfType<LayerCall>().Where(call => call.Layer == layer);

    internal override string KerasClass => GetType() == typeof(Model) ? "Functional" : base.KerasClass;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    private protected override bool SetsMask => true;

    /// <summary>The layer with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public Layer GetLayer(string name) =>
        Layers.FirstOrDefault(layer => layer.Name == name) ?? throw Naming.Unknown($"layer of model '{Name}':", name, Layers.Select(layer => layer.Name));

    /// <summary>The layer at this place of <see cref="Layers"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Layer GetLayer(int index) =>
        index >= 0 && index < Layers.Count
            ? Layers[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"Model '{Name}' has {Layers.Count} layers, counted from 0.");

    // The layers inside cast; a model hands its inputs on as they are declared.
    private protected override KerasTensor Autocast(KerasTensor input) => input;

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (_graph is null)
            return base.Call(inputs, context);
        if (inputs.Count != Inputs.Count)
            throw new ShapeException($"Model '{Name}' has {Inputs.Count} inputs ({string.Join(", ", InputNames)}). Received {inputs.Count}.");
        Dictionary<KerasTensor, KerasTensor> traced = [];
        for (int i = 0; i < inputs.Count; i++)
            traced[Inputs[i]] = AsDeclared(inputs[i], i);
        foreach (object call in _graph.Calls)
            Replay(call, traced, context);
        return [.. Outputs.Select(output => traced[output])];
    }

    private static IEnumerable<KeyValuePair<string, KerasTensor>> InOrder(IReadOnlyDictionary<string, KerasTensor> outputs) =>
        outputs.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Sets the symbols between which the model computes, and the calls on the way.</summary>
    private protected void Define(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, IReadOnlyList<object> calls, string[]? outputNames = null)
    {
        Inputs = inputs;
        Outputs = outputs;
        InputNames = [.. inputs.Select(input => LayerCall.Of(input)?.Call.Layer.Name ?? "input")];
        OutputNames = outputNames ?? Numbered([.. outputs.Select(output => LayerCall.Of(output)?.Call.Layer.Name ?? Naming.SnakeCase(output.Origin!.ToString()!))]);
        Stage = DataStage.For(this, calls);
        Built = true;
    }

    /// <summary>Takes the symbols away again: there is nothing between input and output.</summary>
    private protected void Undefine()
    {
        (Inputs, Outputs, InputNames, OutputNames, Stage) = ([], [], [], [], null);
        Built = false;
    }

    /// <summary>Whether data may have other sizes than declared, such as longer sequences, as far as the layers take them.</summary>
    private protected virtual bool TakesOtherSizes => false;

    /// <summary>Data as input <paramref name="index"/> declares it: its dtype, and its rank where one side has a trailing axis of size 1.</summary>
    private protected KerasTensor AsDeclared(KerasTensor data, int index)
    {
        KerasTensor declared = Inputs[index];
        KerasTensor fitted = Ops.Cast(data, declared.DType);
        if (fitted.Rank == declared.Rank + 1 && fitted.Shape[^1] == 1)
            fitted = Ops.Squeeze(fitted, -1);
        else if (fitted.Rank == declared.Rank - 1 && declared.Shape[^1] == 1)
            fitted = Ops.ExpandDims(fitted, -1);
        if (fitted.Rank != declared.Rank
            || (!TakesOtherSizes && fitted.Shape.Zip(declared.Shape).Skip(1).Any(pair => pair.Second != Shape.Unknown && pair.First != pair.Second)))
            throw new ShapeException($"Model '{Name}' expects its input '{InputNames[index]}' to have the shape {declared.Shape}. Received: {data.Shape}.");
        fitted.Mask ??= data.Mask;
        return fitted;
    }

    /// <summary>Names with _1, _2… behind those that came before: a layer may make several of the outputs.</summary>
    private static string[] Numbered(string[] names) =>
        [.. names.Select((name, i) => names[..i].Count(earlier => earlier == name) is > 0 and int count ? $"{name}_{count}" : name)];

    private static void Replay(object call, Dictionary<KerasTensor, KerasTensor> traced, CallContext context)
    {
        switch (call)
        {
            case LayerCall layer when layer.Outputs.All(traced.ContainsKey):
                break;
            case LayerCall layer:
                IReadOnlyList<KerasTensor> outputs = layer.Layer.Invoke([.. layer.Inputs.Select(input => input.IsSymbol ? traced[input] : input)], context, layer.TracedArguments(traced));
                for (int i = 0; i < outputs.Count; i++)
                    traced.TryAdd(layer.Outputs[i], outputs[i]);
                break;
            case SymbolicNode.OpCall op:
                IReadOnlyList<KerasTensor> results = op.Replay([.. op.Inputs.Select(input => traced[input])]);
                foreach (KerasTensor symbol in op.Outputs)
                    traced[symbol] = results[symbol.Index];
                break;
        }
    }
}
