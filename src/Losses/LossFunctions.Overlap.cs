namespace KerasNet.Losses;

public static partial class LossFunctions
{
    /// <summary>1 − 2·Σ t·p / (Σ t + Σ p + 1e−7): how little two regions overlap.</summary>
    /// <param name="yTrue">The true region, 0 to 1.</param>
    /// <param name="yPred">The predicted region, of the same shape.</param>
    /// <param name="axis">The axes to sum over; all, the batch too, if not given.</param>
    public static KerasTensor Dice(KerasTensor yTrue, KerasTensor yPred, Axes? axis = null)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        int[]? axes = axis?.ToArray();
        return 1 - 2 * Ops.Sum(yTrue * yPred, axes) / (Ops.Sum(yTrue, axes) + Ops.Sum(yPred, axes) + s_epsilon);
    }

    /// <summary>1 − Σ t·p / (Σ t·p + alpha·Σ (1 − p)·t + beta·Σ p·(1 − t) + 1e−7): Dice's overlap with its two kinds of mistakes weighed.</summary>
    /// <param name="yTrue">The true region, 0 to 1.</param>
    /// <param name="yPred">The predicted region, of the same shape.</param>
    /// <param name="alpha">The weight of what is missed.</param>
    /// <param name="beta">The weight of what is predicted too much.</param>
    /// <param name="axis">The axes to sum over; all, the batch too, if not given.</param>
    public static KerasTensor Tversky(KerasTensor yTrue, KerasTensor yPred, double alpha = 0.5, double beta = 0.5, Axes? axis = null)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        int[]? axes = axis?.ToArray();
        KerasTensor overlap = Ops.Sum(yTrue * yPred, axes);
        KerasTensor missed = Ops.Sum(yTrue * (1 - yPred), axes);
        KerasTensor surplus = Ops.Sum((1 - yTrue) * yPred, axes);
        return 1 - overlap / (overlap + alpha * missed + beta * surplus + s_epsilon);
    }

    /// <summary>Circle loss (Sun et al., 2020): samples of one class shall have embeddings in one direction, others not.</summary>
    /// <param name="yTrue">Class numbers (n) or (n, 1).</param>
    /// <param name="yPred">Embeddings (n, d) of length 1.</param>
    /// <param name="gamma">How steep the loss is.</param>
    /// <param name="margin">How far apart classes shall be, 0 to 1.</param>
    /// <param name="removeDiagonal">Whether a sample does not count as its own partner.</param>
    /// <returns>One loss per sample; those without a partner carry a mask that leaves them out.</returns>
    public static KerasTensor Circle(KerasTensor yTrue, KerasTensor yPred, double gamma = 80, double margin = 0.4, bool removeDiagonal = true)
    {
        yPred = Ops.ToFloat(yPred);
        int n = yPred.Shape[0];
        KerasTensor labels = Ops.Reshape(Ops.Cast(yTrue, DType.Int32), [n, 1]);
        KerasTensor distance = Ops.Maximum(1 - Ops.MatMul(yPred, yPred, transposeB: true), 0);
        KerasTensor same = Ops.Equal(labels, Ops.Transpose(labels));
        KerasTensor other = Ops.LogicalNot(same);
        if (removeDiagonal)
            same = Ops.LogicalAnd(same, Ops.NotEqual(Ops.Iota([n, n], 0), Ops.Iota([n, n], 1)));

        KerasTensor near = -gamma * Ops.Maximum(distance + margin, 0) * (margin - distance);
        KerasTensor far = gamma * Ops.Maximum(1 + margin - distance, 0) * (1 - margin - distance);
        KerasTensor loss = Ops.Softplus(Ops.LogSumExp(Only(near, same)) + Ops.LogSumExp(Only(far, other)));
        loss.Mask = Ops.Greater(loss, 0);
        return loss;
    }

    /// <summary>Where the condition does not hold, a number whose exponential is 0; finite, so that no gradient becomes NaN.</summary>
    private static KerasTensor Only(KerasTensor x, KerasTensor condition) => Ops.Where(condition, x, Ops.Scalar(s_impossible, x));
}
