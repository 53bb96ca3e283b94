namespace KerasNet.Metrics;

/// <summary>The overlap TP / (TP + FP + FN), averaged over all classes.</summary>
/// <param name="numClasses">How many classes there are.</param>
/// <param name="ignoreClass">Labels of this class do not count.</param>
/// <param name="sparseYTrue">Whether labels are class numbers.</param>
/// <param name="sparseYPred">Whether predictions are class numbers.</param>
/// <param name="axis">The axis of the classes where they are not.</param>
/// <param name="dtype">The dtype of the matrix; int64 cuts weights to whole numbers.</param>
/// <param name="name">The name under which the result is logged.</param>
public sealed class MeanIoU(
    int numClasses,
    int? ignoreClass = null,
    bool sparseYTrue = true,
    bool sparseYPred = true,
    int axis = -1,
    DType dtype = DType.Int64,
    string name = "mean_io_u")
    : ConfusionMatrixMetric(numClasses, [.. Enumerable.Range(0, numClasses)], ignoreClass, sparseYTrue, sparseYPred, axis, dtype, name);
