namespace KerasNet.Losses;

/// <summary>What training minimizes: a number that says how far predictions are from the truth.</summary>
/// <remarks>
/// <para>A loss is computed in the predictions' dtype. Truth and predictions whose ranks differ by a trailing axis of size 1 are brought to one rank first.</para>
/// <para>Names convert by themselves where a model is compiled. One of your own overrides <see cref="Call"/> or is made by <see cref="From"/>.</para>
/// </remarks>
public abstract class Loss
{
    /// <summary>Sets up a loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected Loss(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    {
        Reduction = reduction;
        Name = name ?? Naming.SnakeCase(Naming.ClassName(GetType()));
    }

    /// <summary>The loss's name.</summary>
    public string Name { get; }

    /// <summary>How the losses of single samples become one number.</summary>
    /// <value>Default: sum over batch size.</value>
    public Reduction Reduction { get; }

    /// <summary>A loss made of a function from (yTrue, yPred) to one loss per sample.</summary>
    /// <param name="function">The function; it composes operations of <see cref="Ops"/>.</param>
    /// <param name="reduction">How the losses of single samples become one number.</param>
    /// <param name="name">A name; the function's if not given.</param>
    public static Loss From(Func<KerasTensor, KerasTensor, KerasTensor> function, Reduction reduction = Reduction.SumOverBatchSize, string? name = null) =>
        new FunctionLoss(function, reduction, name);

    /// <summary>The function that the loss is made of; null for a class.</summary>
    internal virtual Delegate? Function => null;

    /// <summary>The losses of single samples: the last axis of the predictions is averaged (or summed) away.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions.</param>
    /// <returns>One loss per sample. A mask on it leaves samples out, as <see cref="SparseCategoricalCrossentropy.IgnoreClass"/> does.</returns>
    public abstract KerasTensor Call(KerasTensor yTrue, KerasTensor yPred);

    /// <summary>The loss after weights, masks and the reduction.</summary>
    /// <remarks>A mask counts as weights of 0 and, where the reduction is a mean over all samples, of total / kept: the result is the mean over the kept samples.</remarks>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions; their mask counts.</param>
    /// <param name="sampleWeight">Weights (n), (n, 1) or (n, t), or one number.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public KerasTensor Apply(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        KerasTensor? mask = yPred.Mask;
        (KerasTensor alignedTrue, KerasTensor alignedPred) = Alignment.SameRank(yTrue, yPred);
        KerasTensor losses = Call(alignedTrue, alignedPred);
        if (losses.Mask is { } kept)
            mask = mask is null ? kept : Ops.LogicalAnd(mask, kept);
        losses = Ops.ToFloat(losses);

        KerasTensor? weight = Weights(sampleWeight, mask, losses.DType, Reduction);
        if (weight is not null)
        {
            (losses, weight) = Alignment.SameRank(losses, weight);
            Alignment.RequirePerSample(weight, losses, Name);
            losses *= weight;
        }

        return Reduce(losses, weight);
    }

    /// <summary>Sample weights and a mask as one tensor of weights; null if there is neither.</summary>
    internal static KerasTensor? Weights(KerasTensor? sampleWeight, KerasTensor? mask, DType type, Reduction reduction)
    {
        if (sampleWeight is not null)
            sampleWeight = Ops.Cast(sampleWeight, type);
        if (mask is null)
            return sampleWeight;

        mask = Ops.Cast(mask, type);
        if (reduction == Reduction.SumOverBatchSize)
            mask *= mask.Shape.ElementCount / (Ops.Sum(mask) + Keras.Epsilon);
        if (sampleWeight is null)
            return mask;
        (mask, sampleWeight) = Alignment.SameRank(mask, sampleWeight);
        Alignment.RequirePerSample(sampleWeight, mask, "mask");
        return sampleWeight * mask;
    }

    private KerasTensor Reduce(KerasTensor losses, KerasTensor? weight)
    {
        if (Reduction == Reduction.None || losses.Rank == 0 || losses.Shape == 0)
            return losses;
        KerasTensor sum = Ops.Sum(losses);
        return Reduction switch
        {
            Reduction.Sum => sum,
            Reduction.MeanWithSampleWeight when weight is not null => Ops.DivideNoNaN(sum, Ops.Sum(weight)),
            _ => losses.Shape.ElementCount == 0 ? sum : sum / losses.Shape.ElementCount,
        };
    }

    private sealed class FunctionLoss(Func<KerasTensor, KerasTensor, KerasTensor> function, Reduction reduction, string? name)
        : Loss(reduction, name ?? Naming.SnakeCase(function.Method.Name))
    {
        internal override Delegate Function => function;

        public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => function(yTrue, yPred);
    }
}
