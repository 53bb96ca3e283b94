namespace KerasNet.Layers;

/// <summary>Maximum or minimum of the inputs: where one is masked, the other's value is taken.</summary>
public abstract class ExtremeLayer : MergeLayer
{
    private readonly Func<KerasTensor, KerasTensor, KerasTensor> _choose;

    private protected ExtremeLayer(Func<KerasTensor, KerasTensor, KerasTensor> choose, string? name)
        : base(name) => _choose = choose;

    private protected override KerasTensor Merge(KerasTensor[] inputs, KerasTensor?[] kept)
    {
        KerasTensor best = inputs[0];
        KerasTensor? bestKept = kept[0];
        for (int i = 1; i < inputs.Length; i++)
        {
            KerasTensor next = inputs[i];
            if (kept[i] is { } nextKept)
                next = Ops.Where(nextKept, next, best);
            if (bestKept is not null)
                best = Ops.Where(bestKept, best, next);
            bestKept = kept[i] is { } mask && bestKept is not null ? Ops.LogicalOr(bestKept, mask) : null;
            best = _choose(best, next);
        }

        return best;
    }
}

/// <summary>The largest of its inputs, cell by cell. Where inputs are equal the gradient goes to the first.</summary>
/// <remarks>
/// <para>Inputs of shapes that broadcast (see <see cref="MergeLayer"/>), output of the common shape. No weights.</para>
/// <para>Keras: <c>keras.layers.Maximum</c>.</para>
/// </remarks>
public sealed class Maximum : ExtremeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Maximum(string? name = null)
        : base(Ops.Maximum, name)
    {
    }
}

/// <summary>The smallest of its inputs, cell by cell. Where inputs are equal the gradient goes to the first.</summary>
/// <remarks>
/// <para>Inputs of shapes that broadcast (see <see cref="MergeLayer"/>), output of the common shape. No weights.</para>
/// <para>Keras: <c>keras.layers.Minimum</c>.</para>
/// </remarks>
public sealed class Minimum : ExtremeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Minimum(string? name = null)
        : base(Ops.Minimum, name)
    {
    }
}
