namespace KerasNet.Layers;

/// <summary>A penalty on a weight or an output that is added to the loss.</summary>
/// <remarks>Names convert by themselves: <c>kernelRegularizer: "l2"</c>. One of your own overrides <see cref="Call"/>.</remarks>
public abstract class Regularizer
{
    private static readonly Dictionary<string, string> s_aliases = [];

    /// <summary>The regularizer with this name and its default arguments.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator Regularizer(string name) => Registry<Regularizer>.Create(name, "regularizer", s_aliases);

    /// <summary>The penalty, a scalar.</summary>
    public abstract KerasTensor Call(KerasTensor x);

    /// <summary>The factor, if it is a finite number of 0 or more.</summary>
    private protected double CheckFactor(double factor, string argument) =>
        double.IsFinite(factor) && factor >= 0
            ? factor
            : throw new ArgumentOutOfRangeException(
                argument, factor, $"{GetType().Name}: {argument} must be a finite number of 0 or more. Received: {factor}.");
}
