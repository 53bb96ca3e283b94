namespace KerasNet.Layers;

/// <summary>Vectors divided by their norms.</summary>
internal static class UnitVectors
{
    /// <summary>x divided by its Euclidean norm along axes (all, if none are given), or by a least norm where that is smaller.</summary>
    internal static KerasTensor Along(KerasTensor x, int[]? axes = null, double leastNorm = Keras.Epsilon) =>
        x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), axes, keepDims: true), leastNorm * leastNorm));
}
