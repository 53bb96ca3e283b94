namespace KerasNet.Layers;

/// <summary>A function from a symbol to a symbol of the same shape, where Keras takes the name of an activation, a function or an activation layer.</summary>
/// <remarks>
/// Strings, functions and layers convert by themselves: <c>new Dense(10, "softmax")</c>, <c>new Dense(10, new LeakyReLU(0.1))</c>; all names are in
/// <see cref="Activations"/>.
/// </remarks>
public sealed class ActivationFunction
{
    private readonly Func<KerasTensor, KerasTensor> _function;

    internal ActivationFunction(string name, Func<KerasTensor, KerasTensor> function, Layer? layer = null)
    {
        Name = name;
        Layer = layer;
        _function = function;
    }

    /// <summary>Keras' name, for example <c>relu</c>; the method's name for a function of your own, the layer's name for a layer.</summary>
    public string Name { get; }

    /// <summary>The layer that is the activation; null if it is a function.</summary>
    public Layer? Layer { get; }

    /// <summary>The activation with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator ActivationFunction(string name) => Activations.Get(name);

    /// <summary>A function of your own.</summary>
    public static implicit operator ActivationFunction(Func<KerasTensor, KerasTensor> function) => new(function.Method.Name, function);

    /// <summary>A layer, with its weights if it has any.</summary>
    public static implicit operator ActivationFunction(Layer layer) => new(layer.Name, layer.Apply, layer);

    /// <summary>The function, where it is one of a user's and has no name that Keras knows; null otherwise.</summary>
    internal Delegate? Custom => Layer is null && !(Activations.Names.Contains(Name) && Is(Name)) ? _function : null;

    /// <summary>Whether this is Keras' activation of that name, not only one that is called so.</summary>
    internal bool Is(string name) => _function == Activations.Get(name)._function;

    /// <summary>Applies the function.</summary>
    public KerasTensor Call(KerasTensor x) => _function(x);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
