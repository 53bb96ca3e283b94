namespace KerasNet.Layers;

/// <summary>Replaces negative numbers of a weight by 0.</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor weight) => Ops.Maximum(weight, 0);
}
