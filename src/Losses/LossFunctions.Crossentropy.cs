namespace KerasNet.Losses;

public static partial class LossFunctions
{
    /// <summary>mean of −t·ln p − (1 − t)·ln(1 − p) along an axis.</summary>
    /// <remarks>
    /// Predictions that a sigmoid made are worked out from its logits, which neither rounds nor clips. Bare probabilities are clipped to [1e−7, 1 − 1e−7] in float32.
    /// </remarks>
    /// <param name="yTrue">Labels between 0 and 1, of the shape of the predictions.</param>
    /// <param name="yPred">Probabilities, or logits.</param>
    /// <param name="fromLogits">Whether the predictions are logits.</param>
    /// <param name="labelSmoothing">s in [0, 1]: labels become t·(1 − s) + s / 2.</param>
    /// <param name="axis">The axis to average over.</param>
    public static KerasTensor BinaryCrossentropy(KerasTensor yTrue, KerasTensor yPred, bool fromLogits = false, double labelSmoothing = 0, int axis = -1)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return Ops.Mean(BinaryTerms(Smooth(yTrue, labelSmoothing, 2), yPred, fromLogits), [axis]);
    }

    /// <summary>mean of the binary crossentropy · (1 − pₜ)^gamma along an axis, where pₜ is the probability of the true label: easy samples count less.</summary>
    /// <param name="yTrue">Labels between 0 and 1, of the shape of the predictions.</param>
    /// <param name="yPred">Probabilities, or logits.</param>
    /// <param name="applyClassBalancing">Whether the label 1 is weighed by alpha and 0 by 1 − alpha.</param>
    /// <param name="alpha">The weight of the label 1.</param>
    /// <param name="gamma">How fast easy samples lose weight.</param>
    /// <param name="fromLogits">Whether the predictions are logits.</param>
    /// <param name="labelSmoothing">s in [0, 1]: labels become t·(1 − s) + s / 2.</param>
    /// <param name="axis">The axis to average over.</param>
    public static KerasTensor BinaryFocalCrossentropy(
        KerasTensor yTrue,
        KerasTensor yPred,
        bool applyClassBalancing = false,
        double alpha = 0.25,
        double gamma = 2,
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        yTrue = Smooth(yTrue, labelSmoothing, 2);
        if (fromLogits)
            yPred = Ops.Sigmoid(yPred);
        KerasTensor ofTruth = yTrue * yPred + (1 - yTrue) * (1 - yPred);
        KerasTensor loss = Ops.Power(1 - ofTruth, gamma) * BinaryTerms(yTrue, yPred, fromLogits: false);
        if (applyClassBalancing)
            loss = (yTrue * alpha + (1 - yTrue) * (1 - alpha)) * loss;
        return Ops.Mean(loss, [axis]);
    }

    /// <summary>−Σ t·ln p along an axis, for labels that are one-hot or probabilities.</summary>
    /// <remarks>
    /// Predictions that a softmax made are worked out from its logits, which neither rounds nor clips. Bare probabilities are divided by their sum and clipped to
    /// [1e−7, 1 − 1e−7] in float32.
    /// </remarks>
    /// <param name="yTrue">Labels of the shape of the predictions.</param>
    /// <param name="yPred">Probabilities, or logits.</param>
    /// <param name="fromLogits">Whether the predictions are logits.</param>
    /// <param name="labelSmoothing">s in [0, 1]: labels become t·(1 − s) + s / (size of the last axis).</param>
    /// <param name="axis">The axis of the classes.</param>
    public static KerasTensor CategoricalCrossentropy(KerasTensor yTrue, KerasTensor yPred, bool fromLogits = false, double labelSmoothing = 0, int axis = -1)
    {
        yPred = Ops.ToFloat(yPred);
        yTrue = Ops.Cast(yTrue, yPred.DType);
        Alignment.RequireSameShape(yTrue, yPred, "Categorical crossentropy", "For class numbers instead of one-hot labels use sparse categorical crossentropy.");
        yTrue = Smooth(yTrue, labelSmoothing, yTrue.Shape[^1]);
        if (Logits(yPred, fromLogits, axis) is { } logits)
            return yPred.Shape.Axis(axis) == yPred.Rank - 1
                ? Ops.SoftmaxCrossEntropy(logits, yTrue)
                : -Ops.Sum(yTrue * Ops.LogSoftmax(logits, axis), [axis]);
        return -Ops.Sum(yTrue * Ops.Log(Probabilities(yPred, axis)), [axis]);
    }

    /// <summary>−Σ alpha·(1 − p)^gamma·t·ln p along an axis: easy samples count less.</summary>
    /// <param name="yTrue">One-hot labels of the shape of the predictions.</param>
    /// <param name="yPred">Probabilities, or logits.</param>
    /// <param name="alpha">The weight of all classes, or of each.</param>
    /// <param name="gamma">How fast easy samples lose weight.</param>
    /// <param name="fromLogits">Whether the predictions are logits.</param>
    /// <param name="labelSmoothing">s in [0, 1]: labels become t·(1 − s) + s / (size of the last axis).</param>
    /// <param name="axis">The axis of the classes.</param>
    public static KerasTensor CategoricalFocalCrossentropy(
        KerasTensor yTrue,
        KerasTensor yPred,
        Numbers? alpha = null,
        double gamma = 2,
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1)
    {
        yPred = Ops.ToFloat(yPred);
        yTrue = Ops.Cast(yTrue, yPred.DType);
        Alignment.RequireSameShape(yTrue, yPred, "Categorical focal crossentropy", "Labels must be one-hot.");
        yTrue = Smooth(yTrue, labelSmoothing, yTrue.Shape[^1]);
        KerasTensor p = Probabilities(fromLogits ? Ops.Softmax(yPred, axis) : yPred, axis);
        KerasTensor weight = (alpha ?? 0.25).Constant(yPred.DType);
        return Ops.Sum(Ops.Power(1 - p, gamma) * weight * (-yTrue * Ops.Log(p)), [axis]);
    }

    /// <summary>−ln p of the class whose number is the label.</summary>
    /// <remarks>
    /// Predictions that a softmax made are worked out from its logits, which neither rounds nor clips. Bare probabilities are clipped to [1e−7, 1 − 1e−7] in float32.
    /// A label that is not a class gives NaN.
    /// </remarks>
    /// <param name="yTrue">Class numbers (…) or (…, 1), of any dtype.</param>
    /// <param name="yPred">Probabilities or logits (…, classes).</param>
    /// <param name="fromLogits">Whether the predictions are logits.</param>
    /// <param name="ignoreClass">Samples with this label give 0 and carry a mask.</param>
    /// <param name="axis">The axis of the classes, which must be the last.</param>
    public static KerasTensor SparseCategoricalCrossentropy(KerasTensor yTrue, KerasTensor yPred, bool fromLogits = false, int? ignoreClass = null, int axis = -1)
    {
        yPred = Ops.ToFloat(yPred);
        if (yPred.Rank == 0 || yPred.Shape.Axis(axis) != yPred.Rank - 1)
            throw new ShapeException($"Sparse categorical crossentropy needs the classes on the last axis. Received: axis {axis} of predictions {yPred.Shape}. Transpose the predictions.");
        if (yTrue.Rank == yPred.Rank && yTrue.Shape[^1] == 1)
            yTrue = Ops.Squeeze(yTrue, -1);
        if (yTrue.Shape != yPred.Shape[..^1])
            throw new ShapeException(
                $"Sparse categorical crossentropy expects class numbers {yPred.Shape[..^1]} or with one more axis of size 1, for predictions {yPred.Shape}. Received: {yTrue.Shape}. For one-hot labels use categorical crossentropy.");

        KerasTensor labels = Ops.Cast(yTrue, DType.Int32);
        if (ignoreClass is not { } ignored)
            return SparseTerms(labels, yPred, fromLogits);

        KerasTensor kept = Ops.NotEqual(labels, ignored);
        labels = Ops.Where(kept, labels, Ops.Scalar(0, labels));
        yPred = Ops.Where(Ops.ExpandDims(kept, -1), yPred, Ops.Scalar(0, yPred));
        KerasTensor losses = SparseTerms(labels, yPred, fromLogits);
        losses = Ops.Where(kept, losses, Ops.Scalar(0, losses));
        losses.Mask = kept;
        return losses;
    }

    /// <summary>(1 − p^q) / q of the class whose number is the label: between crossentropy (q → 0) and absolute error (q → 1), and so robust to wrong labels.</summary>
    /// <param name="yTrue">Class numbers (n); one that is not a class gives 1 / q.</param>
    /// <param name="yPred">Probabilities (n, classes).</param>
    /// <param name="q">Between 0 and 1, both excluded.</param>
    public static KerasTensor CategoricalGeneralizedCrossEntropy(KerasTensor yTrue, KerasTensor yPred, double q = 0.5)
    {
        yPred = Ops.ToFloat(yPred);
        if (yTrue.Shape != yPred.Shape[..^1])
            throw new ShapeException($"Categorical generalized crossentropy expects class numbers {yPred.Shape[..^1]} for predictions {yPred.Shape}. Received: {yTrue.Shape}.");
        KerasTensor p = Ops.Sum(yPred * Ops.OneHot(yTrue, yPred.Shape[^1], type: yPred.DType), [-1]);
        return (1 - Ops.Power(p, q)) / q;
    }

    private static KerasTensor Smooth(KerasTensor labels, double smoothing, int classes) =>
        smoothing == 0 ? labels : labels * (1 - smoothing) + smoothing / classes;

    /// <summary>The logits where they are known: given, or the operand of the softmax that made the probabilities.</summary>
    private static KerasTensor? Logits(KerasTensor yPred, bool fromLogits, int axis)
    {
        Node maker = yPred.Node;
        return maker.Op == Op.Softmax && maker.Get<AxisAttributes>().Axis == yPred.Shape.Axis(axis) ? maker[0]
            : fromLogits ? yPred
            : null;
    }

    private static KerasTensor Probabilities(KerasTensor yPred, int axis) => Clipped(yPred / Ops.Sum(yPred, [axis], keepDims: true));

    private static KerasTensor Clipped(KerasTensor p) => Ops.Clip(p, s_epsilon, 1 - s_epsilon);

    private static KerasTensor SparseTerms(KerasTensor labels, KerasTensor yPred, bool fromLogits) =>
        Ops.SparseSoftmaxCrossEntropy(Logits(yPred, fromLogits, -1) ?? Ops.Log(Clipped(yPred)), labels);

    private static KerasTensor BinaryTerms(KerasTensor yTrue, KerasTensor yPred, bool fromLogits)
    {
        Alignment.RequireSameShape(yTrue, yPred, "Binary crossentropy", "Each prediction needs its own label of 0 or 1.");
        if (yPred.Node.Op == Op.Sigmoid)
            (yPred, fromLogits) = (yPred.Node[0], true);
        if (!fromLogits)
        {
            KerasTensor p = Clipped(yPred);
            return -(yTrue * Ops.Log(p) + (1 - yTrue) * Ops.Log(1 - p));
        }

        // max(x, 0) − x·t + ln(1 + e^−|x|). −|x| as a minimum has a slope of 1 at 0, so that the slopes there add up to ½ − t.
        return Ops.Relu(yPred) - yPred * yTrue + Ops.Log1p(Ops.Exp(Ops.Minimum(yPred, -yPred)));
    }
}
