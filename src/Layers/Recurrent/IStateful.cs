namespace KerasNet.Layers;

/// <summary>A layer that may start a call where its last call ended.</summary>
public interface IStateful
{
    /// <summary>What it keeps between calls; not weights. Empty where it keeps nothing, and until the layer is built.</summary>
    IReadOnlyList<Variable> States { get; }

    /// <summary>Lets the next call start from zeros.</summary>
    void ResetState();
}
