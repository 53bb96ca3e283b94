using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>The mean over all samples of a function from (yTrue, yPred) to one value per sample.</summary>
/// <remarks>A mask of the predictions counts as weights of 0 and 1.</remarks>
public class MeanMetricWrapper : Mean
{
    private readonly Func<KerasTensor, KerasTensor, KerasTensor> _function;

    /// <summary>Makes the metric.</summary>
    /// <param name="fn">The function; it composes operations of <see cref="Ops"/>.</param>
    /// <param name="name">The name under which the result is logged; the function's if not given.</param>
    public MeanMetricWrapper(Func<KerasTensor, KerasTensor, KerasTensor> fn, string? name = null)
        : base(name ?? Naming.SnakeCase(fn.Method.Name)) => _function = fn;

    /// <inheritdoc/>
    public override MetricDirection? Direction => IsLoss(_function.Method.DeclaringType) ? MetricDirection.Down : null;

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight)
    {
        KerasTensor? mask = yPred.Mask;
        (yTrue, yPred) = Alignment.SameRank(yTrue, yPred);
        KerasTensor values = _function(yTrue, yPred);
        UpdateState(values, Loss.Weights(sampleWeight, mask, DType.Float32, Reduction.Sum));
    }

    private static bool IsLoss(Type? holder) => holder is not null && (holder == typeof(LossFunctions) || IsLoss(holder.DeclaringType));
}
