namespace KerasNet.Layers;

/// <summary>A learned change of a frozen weight: scale · a·b, where a and b are much smaller than the weight (LoRA).</summary>
internal sealed class LowRankUpdate(Variable a, Variable b, double scale)
{
    /// <summary>The weight with its change.</summary>
    internal KerasTensor Apply(KerasTensor weight) => weight + scale * Ops.MatMul(a, b);

    /// <summary>Rows of the weight with their changes; here Keras does not scale them.</summary>
    /// <param name="rows">Rows that were looked up in the weight.</param>
    /// <param name="lookUp">Looks the same rows up in another matrix.</param>
    internal KerasTensor Apply(KerasTensor rows, Func<KerasTensor, KerasTensor> lookUp) => rows + Ops.MatMul(lookUp(a), b);
}
