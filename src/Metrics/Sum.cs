namespace KerasNet.Metrics;

/// <summary>The weighted sum of values: Σ v·w.</summary>
/// <remarks>State: total, in float32.</remarks>
public sealed class Sum : Metric
{
    private readonly Variable _total;

    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name under which the result is logged.</param>
    public Sum(string name = "sum")
        : base(name) => _total = AddVariable("total", Shape.Scalar);

    /// <summary>Takes values into account. Runs inside a trace.</summary>
    /// <param name="values">One value, or one per sample, or several per sample.</param>
    /// <param name="sampleWeight">Weights of the values or of the samples, if any.</param>
    public void UpdateState(KerasTensor values, KerasTensor? sampleWeight = null) =>
        _total.Assign(_total + Ops.Sum(Samples.Reduce(values, sampleWeight, static (x, axes) => Ops.Sum(x, axes)).Values));

    /// <summary>Takes the predictions into account; the truth does not matter.</summary>
    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) => UpdateState(yPred, sampleWeight);

    /// <inheritdoc/>
    public override KerasTensor Result() => _total;
}
