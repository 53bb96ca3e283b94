using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>A model that is one layer after the other: <c>Sequential model = [new Dense(128, "relu"), new Dense(10, "softmax")];</c></summary>
/// <remarks>With an <see cref="Input"/> as the first entry it is built at once; otherwise when it first sees data, whose shape it then takes. Keras: <c>keras.Sequential</c>.</remarks>
[CollectionBuilder(typeof(Sequential), nameof(Create))]
public sealed class Sequential : Model, IEnumerable<Layer>
{
    private readonly List<Layer> _layers = [];

    // What each layer makes of the input; empty until there is one.
    private readonly List<KerasTensor> _symbols = [];

    /// <summary>An empty model; add layers with <see cref="Add"/>.</summary>
    /// <param name="name">A name; <c>sequential</c> if not given.</param>
    public Sequential(string? name = null)
        : base(name)
    {
    }

    /// <summary>A model of the given layers.</summary>
    /// <param name="layers">The layers, an <see cref="Input"/> first if the shape is known.</param>
    /// <param name="name">A name; <c>sequential</c> if not given.</param>
    public Sequential(IEnumerable<Layer> layers, string? name = null)
        : this(name)
    {
        foreach (Layer layer in layers)
            Append(layer);
        Extend();
    }

    /// <summary>A model of the given layers, for collection expressions.</summary>
    public static Sequential Create(ReadOnlySpan<Layer> layers) => new(layers.ToArray());

    /// <summary>The layers; an <see cref="Input"/> is not among them.</summary>
    public override IReadOnlyList<Layer> Layers => _layers;

    private protected override bool TakesOtherSizes => true;

    /// <summary>The input that was declared, or made from the shape of the first data.</summary>
    internal Input? InputLayer { get; private set; }

    /// <summary>Adds a layer at the end and returns the model, so that calls chain.</summary>
    /// <exception cref="ArgumentException">A layer of that name is there already, or an Input comes after other layers.</exception>
    /// <exception cref="ShapeException">The layer cannot follow the one before it. The model is what it was.</exception>
    public Sequential Add(Layer layer)
    {
        Append(layer);
        try
        {
            Extend();
        }
        catch
        {
            if (layer is not Input)
                _layers.RemoveAt(_layers.Count - 1);
            throw;
        }

        ForgetPrograms();
        return this;
    }

    /// <summary>Removes and returns the last layer.</summary>
    /// <exception cref="InvalidOperationException">There is no layer.</exception>
    public Layer Pop()
    {
        if (_layers.Count == 0)
            throw new InvalidOperationException($"Model '{Name}' has no layer to remove.");
        Layer last = _layers[^1];
        _layers.RemoveAt(_layers.Count - 1);
        if (_symbols.Count > _layers.Count)
            _symbols.RemoveAt(_symbols.Count - 1);
        if (InputLayer is not null && _symbols.Count > 0)
            Define();
        else
            Undefine();
        ForgetPrograms();
        return last;
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The dtype of the first data, for an input that nobody declared.</summary>
    internal DType? FirstType { get; set; }

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputShapes)
    {
        if (_layers.Count == 0)
            throw new InvalidOperationException($"Model '{Name}' has no layers. Add some before it is built.");
        if (inputShapes.Count != 1)
            throw new ShapeException($"Sequential model '{Name}' takes one input. Received {inputShapes.Count}.");
        InputLayer ??= new Input(inputShapes[0][1..], dtype: _layers[0] is DataLayer first ? first.TakenType ?? FirstType : null);
        Extend();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (inputs.Count != 1)
            throw new ShapeException($"Sequential model '{Name}' takes one input. Received {inputs.Count}.");
        IReadOnlyList<KerasTensor> current = [AsDeclared(inputs[0], 0)];
        try
        {
            foreach (Layer layer in _layers)
                current = layer.Invoke(current, context);
            return current;
        }
        catch (ShapeException refusal) when (IsOtherThanDeclared(inputs[0].Shape))
        {
            throw new ShapeException(
                $"Model '{Name}' expects its input '{InputNames[0]}' to have the shape {Inputs[0].Shape}. Received: {inputs[0].Shape}, which a layer refuses: {refusal.Message}",
                refusal);
        }
    }

    /// <summary>Whether data have other sizes than the input was declared with.</summary>
    private bool IsOtherThanDeclared(Shape data) =>
        Inputs is [var declared] && declared.Shape.Zip(data).Skip(1).Any(pair => pair.First != Shape.Unknown && pair.First != pair.Second);

    private void Append(Layer layer)
    {
        if (layer is Input input)
        {
            if (_layers.Count > 0 || InputLayer is not null)
                throw new ArgumentException($"Model '{Name}' already has {(InputLayer is null ? "layers" : "an input")}: an Input must be the first entry, once.");
            InputLayer = input;
            return;
        }

        if (_layers.Any(other => other.Name == layer.Name))
            throw new ArgumentException($"Model '{Name}' already has a layer called '{layer.Name}'. Give each layer a name of its own.");
        _layers.Add(layer);
    }

    /// <summary>Works out the symbols up to the last layer, once there is an input.</summary>
    private void Extend()
    {
        // A model in front brings its input along.
        if (_layers.Count > 1 && _layers[0] is Model { Inputs: [var entry] })
            InputLayer ??= new Input(entry.Shape[1..], dtype: entry.DType);
        if (InputLayer is not { } input || _layers.Count == 0)
            return;
        while (_symbols.Count < _layers.Count)
            _symbols.Add(_layers[_symbols.Count].Apply(_symbols.Count == 0 ? input.Output : _symbols[^1]));
        Define();
    }

    private void Define() => Define([InputLayer!.Output], [_symbols[^1]], [.. _symbols.Select(symbol => LayerCall.Of(symbol)!.Value.Call)]);
}
