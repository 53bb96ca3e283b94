namespace KerasNet.Layers;

/// <summary>A function from a symbol to a symbol of the same shape, where Keras takes the name of an activation or a function.</summary>
/// <remarks>Strings and functions convert by themselves: <c>new Dense(10, "softmax")</c>; all names are in <see cref="Activations"/>.</remarks>
public sealed class ActivationFunction
{
    private readonly Func<KerasTensor, KerasTensor> _function;

    internal ActivationFunction(string name, Func<KerasTensor, KerasTensor> function)
    {
        Name = name;
        _function = function;
    }

    /// <summary>Keras' name, for example <c>relu</c>; the method's name for a function of your own.</summary>
    public string Name { get; }

    /// <summary>The activation with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator ActivationFunction(string name) => Activations.Get(name);

    /// <summary>A function of your own.</summary>
    public static implicit operator ActivationFunction(Func<KerasTensor, KerasTensor> function) => new(function.Method.Name, function);

    /// <summary>Applies the function.</summary>
    public KerasTensor Call(KerasTensor x) => _function(x);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
