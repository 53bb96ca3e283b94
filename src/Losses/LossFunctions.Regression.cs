namespace KerasNet.Losses;

public static partial class LossFunctions
{
    /// <summary>mean((t − p)²) over the last axis.</summary>
    public static KerasTensor MeanSquaredError(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return MeanLast(Ops.Square(yTrue - yPred));
    }

    /// <summary>mean(|t − p|) over the last axis.</summary>
    public static KerasTensor MeanAbsoluteError(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return MeanLast(Ops.Abs(yTrue - yPred));
    }

    /// <summary>100 · mean(|t − p| / max(|t|, 1e−7)) over the last axis.</summary>
    public static KerasTensor MeanAbsolutePercentageError(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return 100 * MeanLast(Ops.Abs((yTrue - yPred) / Ops.Maximum(Ops.Abs(yTrue), s_epsilon)));
    }

    /// <summary>mean((ln(t + 1) − ln(p + 1))²) over the last axis; both are held at 1e−7 from below.</summary>
    public static KerasTensor MeanSquaredLogarithmicError(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return MeanLast(Ops.Square(Ops.Log(Ops.Maximum(yTrue, s_epsilon) + 1) - Ops.Log(Ops.Maximum(yPred, s_epsilon) + 1)));
    }

    /// <summary>mean of ½e² where |e| ≤ delta, and of delta·|e| − ½delta² beyond, for e = p − t, over the last axis.</summary>
    public static KerasTensor Huber(KerasTensor yTrue, KerasTensor yPred, double delta = 1)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        KerasTensor error = yPred - yTrue;
        KerasTensor size = Ops.Abs(error);
        return MeanLast(Ops.Where(Ops.LessEqual(size, delta), 0.5 * Ops.Square(error), delta * size - 0.5 * delta * delta));
    }

    /// <summary>mean(ln cosh(p − t)) over the last axis, as x + softplus(−2x) − ln 2, which does not overflow.</summary>
    public static KerasTensor LogCosh(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        KerasTensor x = yPred - yTrue;
        return MeanLast(x + Ops.Softplus(-2.0 * x) - Math.Log(2));
    }

    /// <summary>mean(p − t·ln(p + 1e−7)) over the last axis.</summary>
    public static KerasTensor Poisson(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return MeanLast(yPred - yTrue * Ops.Log(yPred + s_epsilon));
    }

    /// <summary>Σ t·ln(t / p) over the last axis; both are held in [1e−7, 1].</summary>
    public static KerasTensor KLDivergence(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        (yTrue, yPred) = (Ops.Clip(yTrue, s_epsilon, 1), Ops.Clip(yPred, s_epsilon, 1));
        return SumLast(yTrue * Ops.Log(yTrue / yPred));
    }

    /// <summary>Minus the cosine of the angle between t and p along an axis: −1 for the same direction, 0 for a zero vector.</summary>
    public static KerasTensor CosineSimilarity(KerasTensor yTrue, KerasTensor yPred, int axis = -1)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        return -Ops.Sum(UnitLength(yTrue, axis) * UnitLength(yPred, axis), [axis]);
    }

    /// <summary>x / ‖x‖ along an axis; vectors shorter than 1e−7 are only divided by that, so no gradient becomes NaN.</summary>
    internal static KerasTensor UnitLength(KerasTensor x, int axis)
    {
        KerasTensor square = Ops.Sum(Ops.Square(x), [axis], keepDims: true);
        double least = s_epsilon * s_epsilon;
        return x * Ops.Rsqrt(Ops.Maximum(square, least));
    }
}
