using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The accuracies and correlations of Keras as functions from (yTrue, yPred) to one number per sample, without weights.</summary>
public static partial class MetricFunctions
{
    /// <summary>The share of equal values along the last axis.</summary>
    public static KerasTensor Accuracy(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        KerasTensor equal = Ops.Cast(Ops.Equal(yTrue, yPred), DType.Float32);
        return equal.Rank == 0 ? equal : Ops.Mean(equal, [-1]);
    }

    /// <summary>1 where the prediction is on the side of the threshold on which the label is; one value per cell. Exactly the threshold counts as 0.</summary>
    public static KerasTensor BinaryAccuracy(KerasTensor yTrue, KerasTensor yPred, double threshold = 0.5)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return Ops.Cast(Ops.Equal(yTrue, Ops.Cast(Ops.Greater(yPred, threshold), yTrue.DType)), DType.Float32);
    }

    /// <summary>1 where the largest prediction is at the place of the largest label, along the last axis. Of equal values the first counts.</summary>
    public static KerasTensor CategoricalAccuracy(KerasTensor yTrue, KerasTensor yPred)
    {
        Alignment.RequireSameShape(yTrue, yPred, "Categorical accuracy", "For class numbers use sparse categorical accuracy.");
        return Ops.Cast(Ops.Equal(Ops.ArgMax(Numbers(yTrue)), Ops.ArgMax(yPred)), DType.Float32);
    }

    /// <summary>1 where the largest prediction along the last axis is at the class number given as label, (…) or (…, 1).</summary>
    public static KerasTensor SparseCategoricalAccuracy(KerasTensor yTrue, KerasTensor yPred) =>
        Ops.Cast(Ops.Equal(ClassNumbers(yTrue, yPred, "Sparse categorical accuracy"), Ops.ArgMax(yPred)), DType.Float32);

    /// <summary>1 where the class with the largest label is among the k largest predictions. Classes tied with the k-th count as found.</summary>
    public static KerasTensor TopKCategoricalAccuracy(KerasTensor yTrue, KerasTensor yPred, int k = 5)
    {
        Alignment.RequireSameShape(yTrue, yPred, "Top-k categorical accuracy", "For class numbers use sparse top-k categorical accuracy.");
        return InTopK(Ops.ArgMax(Numbers(yTrue)), yPred, k);
    }

    /// <summary>1 where the class given as label is among the k largest predictions. Classes tied with the k-th count as found.</summary>
    /// <param name="yTrue">Class numbers, (…) or (…, 1).</param>
    /// <param name="yPred">Predictions (…, classes), or class numbers sorted from the best on.</param>
    /// <param name="k">How many predictions are looked at.</param>
    /// <param name="fromSortedIds">Whether the predictions are class numbers sorted from the best on.</param>
    public static KerasTensor SparseTopKCategoricalAccuracy(KerasTensor yTrue, KerasTensor yPred, int k = 5, bool fromSortedIds = false)
    {
        KerasTensor labels = ClassNumbers(yTrue, yPred, "Sparse top-k categorical accuracy");
        if (!fromSortedIds)
            return Ops.Reshape(InTopK(labels, yPred, k), yTrue.Shape);
        KerasTensor best = Ops.Cast(Ops.SliceAxis(yPred, -1, 0, Math.Min(k, yPred.Shape[^1])), DType.Int32);
        return Ops.Reshape(Ops.Cast(Ops.Any(Ops.Equal(best, Ops.ExpandDims(labels, -1)), [-1]), DType.Float32), yTrue.Shape);
    }

    /// <summary>The cosine of the angle between t and p along an axis: 1 for the same direction, 0 for a zero vector.</summary>
    public static KerasTensor CosineSimilarity(KerasTensor yTrue, KerasTensor yPred, int axis = -1) => -LossFunctions.CosineSimilarity(yTrue, yPred, axis);

    /// <summary>Pearson's correlation of t and p along an axis; NaN where one of them is constant.</summary>
    public static KerasTensor PearsonCorrelation(KerasTensor yTrue, KerasTensor yPred, int axis = -1)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return Ops.Mean(Standardized(yTrue, axis) * Standardized(yPred, axis), [axis]);
    }

    /// <summary>Lin's concordance of t and p along an axis: 2·cov / (var t + var p + (mean t − mean p)²).</summary>
    public static KerasTensor ConcordanceCorrelation(KerasTensor yTrue, KerasTensor yPred, int axis = -1)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        KerasTensor covariance = Ops.Mean(Centred(yTrue, axis) * Centred(yPred, axis), [axis]);
        KerasTensor between = Ops.Square(Ops.Mean(yTrue, [axis]) - Ops.Mean(yPred, [axis]));
        KerasTensor spread = Ops.Variance(yTrue, [axis]) + Ops.Variance(yPred, [axis]) + between;
        return 2 * covariance / (spread + Keras.Epsilon);
    }

    private static KerasTensor Centred(KerasTensor x, int axis) => x - Ops.Mean(x, [axis], keepDims: true);

    private static KerasTensor Standardized(KerasTensor x, int axis) => Centred(x, axis) / Ops.Sqrt(Ops.Variance(x, [axis], keepDims: true));

    private static KerasTensor Numbers(KerasTensor x) => x.DType == DType.Bool ? Ops.Cast(x, DType.Int32) : x;

    private static KerasTensor ClassNumbers(KerasTensor yTrue, KerasTensor yPred, string what)
    {
        if (yTrue.Rank == yPred.Rank && yTrue.Rank > 0 && yTrue.Shape[^1] == 1)
            yTrue = Ops.Squeeze(yTrue, -1);
        return yPred.Rank > 0 && yTrue.Shape == yPred.Shape[..^1]
            ? Ops.Cast(yTrue, DType.Int32)
            : throw new ShapeException($"{what} expects class numbers {(yPred.Rank > 0 ? yPred.Shape[..^1] : "per sample")} for predictions {yPred.Shape}. Received: {yTrue.Shape}. For one-hot labels use the categorical form.");
    }

    private static KerasTensor InTopK(KerasTensor labels, KerasTensor yPred, int k)
    {
        KerasTensor own = Ops.OneHot(labels, yPred.Shape[^1], type: DType.Bool);
        KerasTensor score = Ops.Sum(Ops.Where(own, yPred, Ops.Scalar(0, yPred)), [-1], keepDims: true);
        KerasTensor better = Ops.Sum(Ops.Cast(Ops.Greater(yPred, score), DType.Int32), [-1]);
        KerasTensor found = Ops.LogicalAnd(Ops.Less(better, k), Ops.Any(own, [-1]));
        return Ops.Cast(Ops.LogicalAnd(found, Ops.IsFinite(Ops.Squeeze(score, -1))), DType.Float32);
    }
}
