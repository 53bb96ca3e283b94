using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>A model that is one layer after the other: <c>Sequential model = [new Dense(128, "relu"), new Dense(10, "softmax")];</c></summary>
/// <remarks>With an <see cref="Input"/> as the first entry it is built at once; otherwise when it first sees data, whose shape it then takes. Keras: <c>keras.Sequential</c>.</remarks>
[CollectionBuilder(typeof(Sequential), nameof(Create))]
public sealed class Sequential : Model, IEnumerable<Layer>
{
    private readonly List<Layer> _layers = [];

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
        Redefine();
    }

    /// <summary>A model of the given layers, for collection expressions.</summary>
    public static Sequential Create(ReadOnlySpan<Layer> layers) => new(layers.ToArray());

    /// <summary>The layers; an <see cref="Input"/> is not among them.</summary>
    public override IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The input that was declared, or made from the shape of the first data.</summary>
    internal Input? InputLayer { get; private set; }

    /// <summary>Adds a layer at the end and returns the model, so that calls chain.</summary>
    /// <exception cref="ArgumentException">A layer of that name is there already, or an Input comes after other layers.</exception>
    public Sequential Add(Layer layer)
    {
        Append(layer);
        if (Outputs.Count > 0)
            Define(Inputs, [layer.Apply(Outputs[0])]);
        else
            Redefine();
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
        Redefine();
        return last;
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputShapes)
    {
        if (_layers.Count == 0)
            throw new InvalidOperationException($"Model '{Name}' has no layers. Add some before it is built.");
        if (inputShapes.Count != 1)
            throw new ShapeException($"Sequential model '{Name}' takes one input. Received {inputShapes.Count}.");
        InputLayer = new Input(inputShapes[0][1..]);
        Redefine();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (inputs.Count != 1)
            throw new ShapeException($"Sequential model '{Name}' takes one input. Received {inputs.Count}.");
        IReadOnlyList<KerasTensor> current = [AsDeclared(inputs[0], 0)];
        foreach (Layer layer in _layers)
            current = layer.Invoke(current, context);
        return current;
    }

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

    /// <summary>Works out the symbols from the input to the last layer, once there is an input.</summary>
    private void Redefine()
    {
        if (InputLayer is { } input && _layers.Count > 0)
            Define([input.Output], [_layers.Aggregate(input.Output, (symbol, layer) => layer.Apply(symbol))]);
    }
}
