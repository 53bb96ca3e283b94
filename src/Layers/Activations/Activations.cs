using System.Collections.Frozen;

namespace KerasNet.Layers;

/// <summary>The activation functions of Keras.</summary>
public static class Activations
{
    private static readonly FrozenDictionary<string, Func<KerasTensor, KerasTensor>> s_functions = new Dictionary<string, Func<KerasTensor, KerasTensor>>
    {
        ["linear"] = x => x,
        ["relu"] = Ops.Relu,
        ["sigmoid"] = Ops.Sigmoid,
        ["tanh"] = Ops.Tanh,
        ["softmax"] = x => Ops.Softmax(x),
    }.ToFrozenDictionary();

    /// <summary>The names that <see cref="Get"/> takes.</summary>
    public static IEnumerable<string> Names => s_functions.Keys;

    /// <summary>The activation with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static ActivationFunction Get(string name) =>
        s_functions.TryGetValue(name, out Func<KerasTensor, KerasTensor>? function)
            ? new ActivationFunction(name, function)
            : throw Naming.Unknown("activation", name, Names);
}
