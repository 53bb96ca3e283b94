namespace KerasNet.Layers;

public static partial class Activations
{
    /// <summary>eˣ / Σ eˣ along the last axis.</summary>
    public static KerasTensor Softmax(KerasTensor x) => Ops.Softmax(x);

    /// <summary>eˣ / Σ eˣ along an axis, or over several axes together.</summary>
    /// <param name="x">The input.</param>
    /// <param name="axis">The axis or axes whose entries add up to 1, negative counts from the end; all for null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static KerasTensor Softmax(KerasTensor x, Axes? axis) =>
        axis?.Count == 1 ? Ops.Softmax(x, axis[0]) : OverAxes(x, axis, flat => Ops.Softmax(flat));

    /// <summary>ln(softmax(x)) along the last axis.</summary>
    public static KerasTensor LogSoftmax(KerasTensor x) => Ops.LogSoftmax(x);

    /// <summary>ln(softmax(x)) along an axis, or over several axes together.</summary>
    /// <param name="x">The input.</param>
    /// <param name="axis">The axis or axes, negative counts from the end; all for null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static KerasTensor LogSoftmax(KerasTensor x, Axes? axis) =>
        axis?.Count == 1 ? Ops.LogSoftmax(x, axis[0]) : OverAxes(x, axis, flat => Ops.LogSoftmax(flat));

    /// <summary>
    /// The point of the probability simplex that is nearest to x along an axis: max(x − τ, 0) with τ such that the entries add up to 1. Martins and Astudillo,
    /// 2016.
    /// </summary>
    /// <remarks>Keras 3.15 works out another τ where more than one entry survives; this is the published function.</remarks>
    /// <param name="x">The input.</param>
    /// <param name="axis">The axis whose entries add up to 1; negative counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static KerasTensor Sparsemax(KerasTensor x, int axis = -1) => OverAxes(Ops.ToFloat(x), new[] { axis }, z =>
    {
        // Entry k (from 1) of the sorted row survives if 1 + k·z₍ₖ₎ > z₍₁₎ + … + z₍ₖ₎. Which survive is settled without a gradient; τ then has the true one.
        KerasTensor shifted = z - Ops.StopGradient(Ops.Max(z, [-1], keepDims: true));
        KerasTensor sorted = Ops.Sort(Ops.StopGradient(shifted), descending: true).Values;
        KerasTensor position = Ops.Iota(sorted.Shape, -1, sorted.DType) + 1;
        KerasTensor surviving = Ops.Greater(1 + position * sorted, Ops.CumulativeSum(sorted, -1));
        KerasTensor count = Ops.Sum(Ops.Cast(surviving, sorted.DType), [-1], keepDims: true);
        KerasTensor least = Ops.Min(Ops.Where(surviving, sorted, Zero(sorted)), [-1], keepDims: true);
        KerasTensor support = Ops.GreaterEqual(Ops.StopGradient(shifted), least);
        KerasTensor tau = (Ops.Sum(Ops.Where(support, shifted, Zero(shifted)), [-1], keepDims: true) - 1) / count;
        return Ops.Maximum(shifted - tau, 0);
    });

    /// <summary>The gated linear unit: x is halved along an axis, and the first half is multiplied by the sigmoid of the second.</summary>
    /// <param name="x">The input; its size along the axis is even.</param>
    /// <param name="axis">The axis that is halved; negative counts from the end.</param>
    /// <exception cref="ShapeException">The size along the axis is odd.</exception>
    public static KerasTensor Glu(KerasTensor x, int axis = -1)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        if (size % 2 != 0)
            throw new ShapeException($"The activation 'glu' halves axis {axis}, so its size must be even. Received: {x.Shape} with size {size} there.");
        KerasTensor[] halves = Ops.Split(x, 2, axis);
        return halves[0] * Ops.Sigmoid(halves[1]);
    }

    /// <summary>Moves axes to the end as one, applies a function of the last axis, and moves them back.</summary>
    private static KerasTensor OverAxes(KerasTensor x, IReadOnlyList<int>? axes, Func<KerasTensor, KerasTensor> function)
    {
        int[] over = axes is null ? [.. Enumerable.Range(0, x.Rank)] : [.. axes.Select(x.Shape.Axis).Distinct().Order()];
        int[] rest = [.. Enumerable.Range(0, x.Rank).Except(over)];
        int[] order = [.. rest, .. over];
        KerasTensor moved = Ops.Transpose(x, order);
        KerasTensor flat = Ops.Reshape(moved, Shape.Of([.. rest.Select(axis => x.Shape[axis]), over.Aggregate(1, (product, axis) => product * x.Shape[axis])]));
        KerasTensor back = Ops.Reshape(function(flat), moved.Shape);
        return x.Rank == 0 ? back : Ops.Transpose(back, [.. Enumerable.Range(0, x.Rank).Select(axis => Array.IndexOf(order, axis))]);
    }
}
