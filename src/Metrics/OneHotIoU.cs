namespace KerasNet.Metrics;

/// <summary>The overlap TP / (TP + FP + FN) of chosen classes, averaged, for one-hot labels.</summary>
/// <param name="numClasses">How many classes there are.</param>
/// <param name="targetClassIds">The classes whose overlap is averaged.</param>
/// <param name="ignoreClass">Labels of this class do not count.</param>
/// <param name="sparseYPred">Whether predictions are class numbers.</param>
/// <param name="axis">The axis of the classes where they are not.</param>
/// <param name="dtype">The dtype of the matrix; int64 cuts weights to whole numbers.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class OneHotIoU(
    int numClasses,
    IReadOnlyList<int> targetClassIds,
    int? ignoreClass = null,
    bool sparseYPred = false,
    int axis = -1,
    DType dtype = DType.Int64,
    string name = "one_hot_io_u")
    : ConfusionMatrixMetric(numClasses, targetClassIds, ignoreClass, false, sparseYPred, axis, dtype, name)
{
    /// <summary>The classes whose overlap is averaged.</summary>
    public IReadOnlyList<int> TargetClassIds { get; } = targetClassIds;
}
