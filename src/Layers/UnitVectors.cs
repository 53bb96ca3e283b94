namespace KerasNet.Layers;

/// <summary>Vectors divided by their norms.</summary>
internal static class UnitVectors
{
    /// <summary>x divided by its Euclidean norm along an axis, or by 1e−7 where the norm is smaller.</summary>
    internal static KerasTensor Along(KerasTensor x, int axis) =>
        x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), [axis], keepDims: true), Keras.Epsilon * Keras.Epsilon));
}
