using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>Counts of right and wrong decisions at several thresholds: a number per threshold, or one per threshold and label.</summary>
internal sealed record Confusion(KerasTensor TruePositives, KerasTensor FalsePositives, KerasTensor TrueNegatives, KerasTensor FalseNegatives)
{
    /// <summary>What predictions outside of the k best become: below every threshold but that of top-k metrics, which they equal.</summary>
    internal const double NotAmongBest = -1e10;

    /// <summary>Counts one batch.</summary>
    /// <param name="yTrue">Labels; everything but 0 is true.</param>
    /// <param name="yPred">Predictions of the same shape.</param>
    /// <param name="sampleWeight">Weights of cells or of leading axes.</param>
    /// <param name="thresholds">Predictions above them are positive.</param>
    /// <param name="labels">The number of labels counted apart; null to count all cells together.</param>
    /// <param name="labelWeights">Weights along the last axis.</param>
    internal static Confusion Of(
        KerasTensor yTrue,
        KerasTensor yPred,
        KerasTensor? sampleWeight,
        IReadOnlyList<double> thresholds,
        int? labels = null,
        IReadOnlyList<double>? labelWeights = null)
    {
        KerasTensor weight = Ops.Ones(yPred.Shape);
        if (sampleWeight is not null)
            weight = Ops.BroadcastTo(Spread(Ops.Cast(sampleWeight, DType.Float32), yPred), yPred.Shape);
        if (labelWeights is not null)
            weight *= Ops.Constant<float>([.. labelWeights.Select(w => (float)w)], labelWeights.Count);

        Shape rows = [-1, labels ?? 1];
        KerasTensor truth = Ops.Cast(Ops.Cast(yTrue, DType.Bool), DType.Float32);
        KerasTensor right = Ops.Reshape(truth * weight, rows);
        KerasTensor wrong = Ops.Reshape((1 - truth) * weight, rows);
        KerasTensor score = Ops.Reshape(yPred, rows);
        Func<KerasTensor, KerasTensor> above = IsEven(thresholds) ? Buckets(score, thresholds) : Comparisons(score, thresholds);

        KerasTensor truePositives = above(right), falsePositives = above(wrong);
        KerasTensor trueNegatives = Ops.Sum(wrong, [0], keepDims: true) - falsePositives;
        KerasTensor falseNegatives = Ops.Sum(right, [0], keepDims: true) - truePositives;
        Confusion counts = new(truePositives, falsePositives, trueNegatives, falseNegatives);
        return labels is null ? counts.Map(x => Ops.Squeeze(x, -1)) : counts;
    }

    /// <summary>Truth and predictions in float32 and of one shape, after the choice of a class or of the k best predictions.</summary>
    internal static (KerasTensor True, KerasTensor Pred) Prepare(KerasTensor yTrue, KerasTensor yPred, int? topK, int? classId, string name)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        if (yTrue.Shape != yPred.Shape)
            throw new ShapeException($"Metric '{name}' expects yTrue and yPred of the same shape. Received: yTrue {yTrue.Shape} and yPred {yPred.Shape}. Make class numbers one-hot.");
        if (topK is { } k)
        {
            (_, KerasTensor best) = Ops.TopK(yPred, Math.Min(k, yPred.Shape[^1]));
            KerasTensor among = Ops.Any(Ops.OneHot(best, yPred.Shape[^1], type: DType.Bool), [-2]);
            yPred = Ops.Where(among, yPred, Ops.Scalar(NotAmongBest, yPred));
        }

        if (classId is not { } id)
            return (yTrue, yPred);
        if (yPred.Rank < 2 || id < 0 || id >= yPred.Shape[^1])
            throw new ShapeException($"Metric '{name}' looks at class {id}, so it expects predictions (n, classes) with more than {id} classes. Received: {yPred.Shape}.");
        return (Ops.Take(yTrue, -1, id), Ops.Take(yPred, -1, id));
    }

    /// <summary>The thresholds given, or the default; all must lie in [0, 1].</summary>
    internal static IReadOnlyList<double> Thresholds(Numbers? given, double otherwise) =>
        given is null ? [otherwise] : [.. given.Select(threshold => Checks.Fraction(threshold, "thresholds"))];

    /// <summary>count − 2 thresholds evenly between two ends.</summary>
    internal static double[] Even(int count, double first, double last) =>
        [first, .. Enumerable.Range(1, count - 2).Select(i => i / (double)(count - 1)), last];

    private Confusion Map(Func<KerasTensor, KerasTensor> f) => new(f(TruePositives), f(FalsePositives), f(TrueNegatives), f(FalseNegatives));

    private static bool IsEven(IReadOnlyList<double> thresholds) =>
        thresholds.Count >= 3 && Enumerable.Range(0, thresholds.Count).All(i => Math.Abs(thresholds[i] - i / (thresholds.Count - 1.0)) <= 1.1e-7 + 1e-5 * i / (thresholds.Count - 1.0));

    /// <summary>Weights with as many axes as the predictions: those of samples hold for all their cells.</summary>
    private static KerasTensor Spread(KerasTensor weight, KerasTensor yPred)
    {
        (weight, _) = Alignment.SameRank(weight, yPred);
        while (weight.Rank > 0 && weight.Rank < yPred.Rank)
            weight = Ops.ExpandDims(weight, -1);
        return weight;
    }

    private static Func<KerasTensor, KerasTensor> Comparisons(KerasTensor score, IReadOnlyList<double> thresholds)
    {
        KerasTensor limits = Ops.Constant<float>([.. thresholds.Select(t => (float)t)], [thresholds.Count, 1, 1]);
        KerasTensor positive = Ops.Cast(Ops.Greater(Ops.ExpandDims(score, 0), limits), DType.Float32);
        return weight => Ops.Sum(positive * weight, [1]);
    }

    /// <summary>With even thresholds each prediction falls into one bucket, and what is above a threshold is the sum of the buckets from there on.</summary>
    private static Func<KerasTensor, KerasTensor> Buckets(KerasTensor score, IReadOnlyList<double> thresholds)
    {
        (int count, int labels) = (thresholds.Count, score.Shape[1]);
        KerasTensor bucket = Ops.Ceil(Ops.Clip(score, 0, 1) * (count - 1));

        // A first threshold below 0 has even a prediction of 0 above it.
        if (thresholds[0] < 0)
            bucket = Ops.Maximum(bucket, 1);
        KerasTensor place = Ops.Cast(bucket, DType.Int32) * labels + Ops.Iota([1, labels], 1);
        KerasTensor flat = Ops.Reshape(place, [-1]);
        return weight =>
        {
            KerasTensor buckets = Ops.Reshape(Ops.ScatterAdd(flat, Ops.Reshape(weight, [-1]), (count + 1) * labels), [count + 1, labels]);
            return Ops.SliceAxis(Ops.CumulativeSum(buckets, 0, reverse: true), 0, 1, count + 1);
        };
    }
}
