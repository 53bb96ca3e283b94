namespace KerasNet.Layers;

/// <summary>Brings a weight back into a set of allowed values after each optimizer step.</summary>
/// <remarks>Names convert by themselves: <c>kernelConstraint: "non_neg"</c>. One of your own overrides <see cref="Call"/>.</remarks>
public abstract class Constraint
{
    private static readonly Dictionary<string, string> s_aliases = [];

    /// <summary>The constraint with this name and its default arguments.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator Constraint(string name) => Registry<Constraint>.Create(name, "constraint", s_aliases);

    /// <summary>The allowed value for <paramref name="weight"/>, of the same shape.</summary>
    public abstract KerasTensor Call(KerasTensor weight);
}
