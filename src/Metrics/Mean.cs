using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The weighted mean of values: Σ v·w / Σ w, and 0 before the first.</summary>
/// <remarks>Values of rank 2 or more are averaged per sample first. State: total and count, in float32.</remarks>
public class Mean : Metric
{
    private readonly Variable _total;
    private readonly Variable _count;

    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name under which the result is logged.</param>
    public Mean(string name = "mean")
        : base(name)
    {
        _total = AddVariable("total", Shape.Scalar);
        _count = AddVariable("count", Shape.Scalar);
    }

    /// <summary>Takes values into account. Runs inside a trace.</summary>
    /// <param name="values">One value, or one per sample, or several per sample.</param>
    /// <param name="sampleWeight">Weights of the values or of the samples, if any.</param>
    public void UpdateState(KerasTensor values, KerasTensor? sampleWeight = null)
    {
        (values, KerasTensor? weight) = Samples.Reduce(values, sampleWeight, static (x, axes) => Ops.Mean(x, axes));
        _total.Assign(_total + Ops.Sum(values));
        _count.Assign(_count + (weight is not null ? Ops.Sum(weight) : Ops.Scalar(values.Rank == 0 ? 1 : values.Shape[0])));
    }

    /// <summary>Takes the predictions into account; the truth does not matter.</summary>
    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) => UpdateState(yPred, sampleWeight);

    /// <inheritdoc/>
    public override KerasTensor Result() => Ops.DivideNoNaN(_total, _count);
}
