namespace KerasNet.Layers;

/// <summary>Products of two inputs summed over one axis of each, sample by sample; normalized they are cosines.</summary>
/// <remarks>
/// <para>Inputs (batch, …), output (batch, rest of the first, rest of the second): two vectors give (batch, 1), matrices a batch of matrix products. No
/// weights; masks end here.</para>
/// <para>Keras: <c>keras.layers.Dot</c>.</para>
/// </remarks>
public sealed class Dot : Layer
{
    private const int InputCount = 2;

    /// <summary>Makes the layer.</summary>
    /// <param name="axes">The axis of both inputs, or one for each; not the batch. Negative counts from the end.</param>
    /// <param name="normalize">Whether vectors along the axes are divided by their norm first.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">There are neither one nor two axes.</exception>
    public Dot(Axes axes, bool normalize = false, string? name = null)
        : base(name)
    {
        Axes = axes.IsSingle || axes.Count == InputCount
            ? axes
            : throw new ArgumentException($"{this}: axes must be one number or two. Received: {axes}.", nameof(axes));
        Normalize = normalize;
    }

    /// <summary>The axis of both inputs, or one for each.</summary>
    public Axes Axes { get; }

    /// <summary>Whether vectors along the axes are divided by their norm first.</summary>
    /// <value>Default: false.</value>
    public bool Normalize { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (inputs.Count != InputCount)
            throw new ShapeException($"Layer '{Name}' (Dot) takes exactly two inputs. Received: {inputs.Count}.");
        (KerasTensor x, KerasTensor y) = (inputs[0], inputs[1]);
        (int a, int b) = (Axis(x, Axes[0]), Axis(y, Axes[Axes.Count - 1]));
        if (x.Shape[0] != y.Shape[0] || x.Shape[a] != y.Shape[b])
            throw new ShapeException(
                $"Layer '{Name}' (Dot) needs equal batch sizes, and equal sizes along axes {a} and {b}. Received: {x.Shape} and {y.Shape}.");
        if (Normalize)
            (x, y) = (UnitVectors.Along(x, [a]), UnitVectors.Along(y, [b]));

        int[] restX = Rest(x, a), restY = Rest(y, b);
        KerasTensor left = Ops.Reshape(Ops.Transpose(x, [0, .. restX, a]), [x.Shape[0], Size(x, restX), x.Shape[a]]);
        KerasTensor right = Ops.Reshape(Ops.Transpose(y, [0, b, .. restY]), [y.Shape[0], y.Shape[b], Size(y, restY)]);
        int[] rest = [.. restX.Select(axis => x.Shape[axis]), .. restY.Select(axis => y.Shape[axis])];
        return [Ops.Reshape(Ops.MatMul(left, right), Shape.Of([x.Shape[0], .. rest.Length == 0 ? [1] : rest]))];
    }

    private int Axis(KerasTensor x, int axis)
    {
        if (x.Rank < 2 || axis < -x.Rank || axis >= x.Rank || x.Shape.Axis(axis) == 0)
            throw new ShapeException($"Layer '{Name}' (Dot) sums over axis {axis}, which must be an axis after the batch. Received: {x.Shape}.");
        return x.Shape.Axis(axis);
    }

    private static int[] Rest(KerasTensor x, int axis) => [.. Enumerable.Range(1, x.Rank - 1).Where(other => other != axis)];

    private static int Size(KerasTensor x, int[] axes) => axes.Aggregate(1, (product, axis) => product * x.Shape[axis]);
}
