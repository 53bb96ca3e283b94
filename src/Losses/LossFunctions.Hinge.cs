namespace KerasNet.Losses;

public static partial class LossFunctions
{
    /// <summary>mean(max(1 − t·p, 0)) over the last axis. Labels are −1 and 1; if all are 0 or 1 they are mapped to these.</summary>
    public static KerasTensor Hinge(KerasTensor yTrue, KerasTensor yPred) => MeanLast(Margins(yTrue, yPred));

    /// <summary>mean(max(1 − t·p, 0)²) over the last axis. Labels are −1 and 1; if all are 0 or 1 they are mapped to these.</summary>
    public static KerasTensor SquaredHinge(KerasTensor yTrue, KerasTensor yPred) => MeanLast(Ops.Square(Margins(yTrue, yPred)));

    /// <summary>max(n − p + 1, 0) with p = Σ t·y of the true classes and n = max((1 − t)·y) of the others, along the last axis.</summary>
    public static KerasTensor CategoricalHinge(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        KerasTensor right = Ops.Sum(yTrue * yPred, [-1]);
        KerasTensor wrong = Ops.Max((1 - yTrue) * yPred, [-1]);
        return Ops.Maximum(wrong - right + 1, 0);
    }

    private static KerasTensor Margins(KerasTensor yTrue, KerasTensor yPred)
    {
        (yTrue, yPred) = Alignment.Float(yTrue, yPred);
        KerasTensor binary = Ops.All(Ops.LogicalOr(Ops.Equal(yTrue, 0), Ops.Equal(yTrue, 1)));
        KerasTensor labels = Ops.Where(binary, 2 * yTrue - 1, yTrue);
        return Ops.Maximum(1 - labels * yPred, 0);
    }
}
