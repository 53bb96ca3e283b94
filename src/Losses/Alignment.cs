namespace KerasNet.Losses;

/// <summary>Keras' rules for tensors whose shapes nearly fit: truth against predictions, weights against losses.</summary>
internal static class Alignment
{
    /// <summary>Where the ranks differ by one trailing axis of size 1: a vector gets that axis too, from anything else it is dropped.</summary>
    internal static (KerasTensor A, KerasTensor B) SameRank(KerasTensor a, KerasTensor b)
    {
        if (a.Rank == b.Rank + 1 && a.Shape[^1] == 1)
            return b.Rank == 1 ? (a, Ops.ExpandDims(b, -1)) : (Ops.Squeeze(a, -1), b);
        if (b.Rank == a.Rank + 1 && b.Shape[^1] == 1)
            return a.Rank == 1 ? (Ops.ExpandDims(a, -1), b) : (a, Ops.Squeeze(b, -1));
        return (a, b);
    }

    /// <summary>Truth and predictions in the predictions' dtype (float32 if that is not floating) and of one rank.</summary>
    internal static (KerasTensor True, KerasTensor Pred) Float(KerasTensor yTrue, KerasTensor yPred)
    {
        yPred = Ops.ToFloat(yPred);
        return SameRank(Ops.Cast(yTrue, yPred.DType), yPred);
    }

    /// <summary>Refuses truth and predictions of different shapes where broadcasting could only hide a mistake.</summary>
    internal static void RequireSameShape(KerasTensor yTrue, KerasTensor yPred, string what, string advice)
    {
        if (yTrue.Shape != yPred.Shape)
            throw new ShapeException($"{what} expects yTrue and yPred of the same shape. Received: yTrue {yTrue.Shape} and yPred {yPred.Shape}. {advice}");
    }

    /// <summary>Refuses a vector of weights against values with more axes: broadcasting would weigh the last axis, not the samples.</summary>
    internal static void RequirePerSample(KerasTensor weight, KerasTensor values, string where)
    {
        if (weight.Rank == 1 && values.Rank > 1)
            throw new ShapeException(
                $"Sample weights {weight.Shape} do not fit the values {values.Shape} of '{where}'. Pass one weight per value, {values.Shape}, or per sample, with axes of size 1 after the first: ({values.Shape[0]}, 1).");
    }
}
