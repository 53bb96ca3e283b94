namespace KerasNet.Losses;

public static partial class LossFunctions
{
    private const double s_impossible = -1e30;

    /// <summary>Connectionist temporal classification (Graves et al., 2006): −ln of the probability that the steps spell the labels, with blanks and repeats.</summary>
    /// <param name="yTrue">Class numbers (n, labels). 0 is the blank; as many labels count as are not 0.</param>
    /// <param name="yPred">Logits (n, steps, classes).</param>
    public static KerasTensor Ctc(KerasTensor yTrue, KerasTensor yPred)
    {
        if (yTrue.Rank != 2 || yPred.Rank != 3 || yTrue.Shape[0] != yPred.Shape[0])
            throw new ShapeException($"CTC expects labels (n, labels) and logits (n, steps, classes). Received: yTrue {yTrue.Shape} and yPred {yPred.Shape}.");
        KerasTensor labels = Ops.Cast(yTrue, DType.Int32);
        KerasTensor count = Ops.Sum(Ops.Cast(Ops.NotEqual(labels, 0), DType.Int32), [1], keepDims: true);

        // The states: a blank, the first label, a blank, the second…, a blank.
        (int n, int states) = (labels.Shape[0], 2 * labels.Shape[1] + 1);
        KerasTensor blank = Ops.Zeros([n, 1], DType.Int32);
        KerasTensor spelled = Ops.Concatenate([Ops.Reshape(Ops.Stack([Ops.ZerosLike(labels), labels], 2), [n, states - 1]), blank], 1);
        KerasTensor twoBefore = Ops.SliceAxis(Ops.Pad(spelled, [0, 2], [0, 0]), 1, 0, states);
        KerasTensor state = Ops.Iota([1, states], 1);

        // The blank between two different labels may be left out.
        KerasTensor mayJump = Ops.LogicalAnd(Ops.NotEqual(spelled, twoBefore), Ops.Greater(state, 1));

        KerasTensor logits = Ops.ToFloat(yPred);
        KerasTensor emitted = Ops.MatMul(Ops.LogSoftmax(logits), Ops.OneHot(spelled, logits.Shape[2], type: logits.DType), transposeB: true);

        // Before the first step everything is at the first blank, from where it may stay or go on.
        KerasTensor start = Ops.BroadcastTo(Ops.Where(Ops.Equal(state, 0), Ops.Scalar(0, logits), Ops.Scalar(s_impossible, logits)), [n, states]);
        (KerasTensor[] final, _) = Ops.Scan(
            (carried, slice) =>
            {
                KerasTensor stay = carried[0], next = Shifted(stay, 1), jump = Only(Shifted(stay, 2), mayJump);
                return ([LogSum(stay, next, jump) + slice[0]], []);
            },
            [start],
            [Ops.Transpose(emitted, 1, 0, 2)]);
        KerasTensor ends = Ops.LogicalOr(Ops.Equal(state, 2 * count), Ops.Equal(state, 2 * count - 1));
        return -Ops.LogSumExp(Only(final[0], ends));
    }

    private static KerasTensor Shifted(KerasTensor x, int by) => Ops.SliceAxis(Ops.Pad(x, [0, by], [0, 0], s_impossible), 1, 0, x.Shape[1]);

    private static KerasTensor LogSum(KerasTensor a, KerasTensor b, KerasTensor c)
    {
        KerasTensor most = Ops.StopGradient(Ops.Maximum(Ops.Maximum(a, b), c));
        return most + Ops.Log(Ops.Exp(a - most) + Ops.Exp(b - most) + Ops.Exp(c - most));
    }
}
