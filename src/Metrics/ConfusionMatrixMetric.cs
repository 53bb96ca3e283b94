namespace KerasNet.Metrics;

/// <summary>A matrix that counts how often each class was taken for each other: the base of the metrics of overlap.</summary>
/// <remarks>State: total_confusion_matrix, rows are labels and columns predictions. Its dtype is int64 unless another is given, so weights are cut to whole numbers.</remarks>
public abstract class ConfusionMatrixMetric : Metric
{
    private readonly Variable _matrix;
    private readonly IReadOnlyList<int> _targets;

    private protected ConfusionMatrixMetric(int numClasses, IReadOnlyList<int> targets, int? ignoreClass, bool sparseYTrue, bool sparseYPred, int axis, DType dtype, string name)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numClasses, 1);
        foreach (int target in targets)
            if (target < 0 || target >= numClasses)
                throw new ArgumentOutOfRangeException(nameof(targets), target, $"A target class must be one of the {numClasses} classes, 0…{numClasses - 1}.");
        _targets = targets;
        NumClasses = numClasses;
        IgnoreClass = ignoreClass;
        SparseYTrue = sparseYTrue;
        SparseYPred = sparseYPred;
        Axis = axis;
        Dtype = dtype;
        _matrix = AddVariable("total_confusion_matrix", [numClasses, numClasses], 0, dtype);
    }

    /// <summary>How many classes there are.</summary>
    public int NumClasses { get; }

    /// <summary>Labels of this class do not count.</summary>
    /// <value>Default: none.</value>
    public int? IgnoreClass { get; }

    /// <summary>Whether labels are class numbers; otherwise the place of the largest along an axis counts.</summary>
    public bool SparseYTrue { get; }

    /// <summary>Whether predictions are class numbers; otherwise the place of the largest along an axis counts.</summary>
    public bool SparseYPred { get; }

    /// <summary>The axis of the classes where labels or predictions are not class numbers.</summary>
    /// <value>Default: −1.</value>
    public int Axis { get; }

    /// <summary>The dtype of the matrix.</summary>
    /// <value>Default: int64.</value>
    public DType Dtype { get; }

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        KerasTensor labels = Classes(yTrue, SparseYTrue), found = Classes(yPred, SparseYPred);
        if (labels.Shape != found.Shape)
            throw new ShapeException($"Metric '{Name}' expects as many labels as predictions. Received: yTrue {yTrue.Shape} and yPred {yPred.Shape}.");
        KerasTensor weight = Ops.Ones(labels.Shape);
        if (sampleWeight is not null)
            weight *= Ops.Cast(Ops.Cast(sampleWeight.Rank > 1 ? Ops.Reshape(sampleWeight, [-1]) : sampleWeight, Dtype), DType.Float32);
        if (IgnoreClass is { } ignored)
            weight *= Ops.Cast(Ops.NotEqual(labels, ignored), DType.Float32);

        // Classes out of range have no place in a one-hot row, so they count nowhere.
        KerasTensor rows = Ops.OneHot(labels, NumClasses) * Ops.ExpandDims(weight, -1);
        _matrix.Assign(_matrix + Ops.Cast(Ops.MatMul(rows, Ops.OneHot(found, NumClasses), transposeA: true), Dtype));
    }

    /// <summary>The mean over the target classes of TP / (TP + FP + FN); classes that never occur are left out.</summary>
    public override KerasTensor Result()
    {
        KerasTensor matrix = Ops.Cast(_matrix, DType.Float32);
        KerasTensor right = Ops.Sum(matrix * Ops.OneHot(Ops.Arange(NumClasses), NumClasses), [1]);
        KerasTensor union = Ops.Sum(matrix, [0]) + Ops.Sum(matrix, [1]) - right;
        KerasTensor targets = Ops.Constant<int>([.. _targets], _targets.Count);
        (right, union) = (Ops.Gather(right, targets), Ops.Gather(union, targets));
        KerasTensor present = Ops.Sum(Ops.Cast(Ops.Greater(union, 1e-9), DType.Float32));
        return Ops.DivideNoNaN(Ops.Sum(right / (union + Keras.Epsilon)), present);
    }

    /// <summary>The class numbers in a row.</summary>
    private protected virtual KerasTensor Classes(KerasTensor x, bool sparse) =>
        Ops.Reshape(Ops.Cast(sparse ? x : Ops.ArgMax(x.DType == DType.Bool ? Ops.Cast(x, DType.Int32) : x, Axis), DType.Int32), [-1]);
}
