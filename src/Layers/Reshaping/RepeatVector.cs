namespace KerasNet.Layers;

/// <summary>Makes a sequence of n equal steps out of a vector.</summary>
/// <remarks>
/// <para>Input (batch, features), output (batch, n, features). No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.RepeatVector</c>.</para>
/// </remarks>
public sealed class RepeatVector : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="n">The number of steps, 1 or more.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is below 1.</exception>
    public RepeatVector(int n, string? name = null)
        : base(name) => N = Check.Positive(n, nameof(n), this);

    /// <summary>The number of steps.</summary>
    public int N { get; }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.Rank(this, input.Shape, 2, "(batch, features)");
        return Ops.RepeatNew(input, N, 1);
    }
}
