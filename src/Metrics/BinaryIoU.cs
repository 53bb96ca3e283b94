namespace KerasNet.Metrics;

/// <summary>The overlap TP / (TP + FP + FN) of class 0, of class 1, or the mean of both, for predictions of one probability.</summary>
/// <param name="targetClassIds">The classes whose overlap is averaged.</param>
/// <param name="threshold">Predictions of at least this count as class 1.</param>
/// <param name="dtype">The dtype of the matrix; int64 cuts weights to whole numbers.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class BinaryIoU(
    IReadOnlyList<int>? targetClassIds = null,
    double threshold = 0.5,
    DType dtype = DType.Int64,
    string name = "binary_io_u")
    : ConfusionMatrixMetric(2, targetClassIds ?? [0, 1], null, true, false, -1, dtype, name)
{
    /// <summary>The classes whose overlap is averaged.</summary>
    /// <value>Default: 0 and 1.</value>
    public IReadOnlyList<int> TargetClassIds { get; } = targetClassIds ?? [0, 1];

    /// <summary>Predictions of at least this count as class 1 (not only those above it, as elsewhere).</summary>
    /// <value>Default: 0.5.</value>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    private protected override KerasTensor Classes(KerasTensor x, bool sparse) =>
        Ops.Reshape(Ops.Cast(sparse ? x : Ops.GreaterEqual(x, Threshold), DType.Int32), [-1]);
}
