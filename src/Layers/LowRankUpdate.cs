namespace KerasNet.Layers;

/// <summary>A learned change of a frozen weight: scale · a·b, where a and b are much smaller than the weight (LoRA).</summary>
internal sealed class LowRankUpdate(Variable a, Variable b, double scale)
{
    /// <summary>The weight with its change.</summary>
    internal KerasTensor Apply(KerasTensor weight) => weight + scale * Ops.MatMul(a, b);

    /// <summary>Whether a weight is one of the two factors.</summary>
    internal bool Has(Variable weight) => weight == a || weight == b;

    /// <summary>The numbers of the weight with its change.</summary>
    internal TensorData MergedWith(TensorData weight)
    {
        TensorData merged = weight.Clone();
        int rank = b.Shape[0], columns = b.Shape[1];
        for (long i = 0; i < merged.Length; i++)
        {
            double change = 0;
            for (int k = 0; k < rank; k++)
                change += a.Value.GetDouble((i / columns * rank) + k) * b.Value.GetDouble((k * columns) + (i % columns));
            merged.SetDouble(i, merged.GetDouble(i) + (scale * change));
        }

        return merged;
    }

    /// <summary>Makes the change nothing, from where it can be learned anew.</summary>
    internal void Clear() => b.Fill(0);

    /// <summary>Rows of the weight with their changes; here Keras does not scale them.</summary>
    /// <param name="rows">Rows that were looked up in the weight.</param>
    /// <param name="lookUp">Looks the same rows up in another matrix.</param>
    internal KerasTensor Apply(KerasTensor rows, Func<KerasTensor, KerasTensor> lookUp) => rows + Ops.MatMul(lookUp(a), b);
}
