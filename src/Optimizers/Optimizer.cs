using KerasNet.Layers;

namespace KerasNet.Optimizers;

/// <summary>Changes weights so that the loss falls. The update is part of the traced training step.</summary>
/// <remarks>Names convert by themselves: <c>Compile("adam", …)</c>. One of your own overrides <see cref="Build"/> to make slots and <see cref="UpdateStep"/>.</remarks>
public abstract class Optimizer
{
    private static readonly Dictionary<string, string> s_aliases = [];

    /// <summary>The optimizer with this name and its default arguments.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator Optimizer(string name) => Registry<Optimizer>.Create(name, "optimizer", s_aliases);

    /// <summary>Makes the slots for the weights to be trained.</summary>
    public abstract void Build(IReadOnlyList<Variable> variables);

    /// <summary>Gives one weight its new value. Runs inside a trace.</summary>
    protected abstract void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate);
}
