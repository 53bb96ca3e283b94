using KerasNet.Losses;

namespace KerasNet.Metrics;

/// <summary>Values of any rank as one value per sample, with their weights: what means and sums gather.</summary>
internal static class Samples
{
    /// <summary>Weighted values per sample, and the weight of each sample if there are weights.</summary>
    /// <param name="values">The values; their mask takes weight away, where there are weights.</param>
    /// <param name="sampleWeight">Weights of the values, or of their leading axes.</param>
    /// <param name="over">The reduction over axes.</param>
    internal static (KerasTensor Values, KerasTensor? Weight) Reduce(KerasTensor values, KerasTensor? sampleWeight, Func<KerasTensor, int[], KerasTensor> over)
    {
        KerasTensor? mask = values.Mask;
        values = Ops.Cast(values, DType.Float32);
        KerasTensor? weight = sampleWeight is null ? null : Loss.Weights(sampleWeight, mask, DType.Float32, Reduction.Sum);
        if (weight is not null)
        {
            (values, weight) = Alignment.SameRank(values, weight);
            values = OverAxes(values, weight.Rank, over);
            weight = Ops.BroadcastTo(weight, values.Shape);
            values = OverAxes(values * weight, 1, over);
            weight = OverAxes(weight, 1, over);
        }

        return (OverAxes(values, 1, over), weight);
    }

    private static KerasTensor OverAxes(KerasTensor x, int from, Func<KerasTensor, int[], KerasTensor> over) =>
        x.Rank <= from ? x : over(x, [.. Enumerable.Range(from, x.Rank - from)]);
}
