namespace KerasNet.Layers;

/// <summary>x where x &gt; 0, negativeSlope·x elsewhere.</summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights.</para>
/// <para>Keras: <c>keras.layers.LeakyReLU</c>. The default slope is 0.3 here and 0.2 in the function <c>leaky_relu</c>, as in Keras.</para>
/// </remarks>
public sealed class LeakyReLU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="negativeSlope">The slope below 0, 0 or more.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativeSlope"/> is negative or NaN.</exception>
    public LeakyReLU(double negativeSlope = 0.3, string? name = null)
        : base(name) => NegativeSlope = Check.NotNegative(negativeSlope, nameof(negativeSlope), this);

    /// <summary>The slope below 0.</summary>
    /// <value>Default: 0.3.</value>
    public double NegativeSlope { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => Activations.LeakyRelu(input, NegativeSlope);
}
