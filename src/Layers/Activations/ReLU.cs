namespace KerasNet.Layers;

/// <summary>
/// The rectified linear unit: max(x, 0), or with arguments maxValue where x ≥ maxValue, x where threshold ≤ x &lt; maxValue, negativeSlope·(x − threshold)
/// below.
/// </summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights.</para>
/// <para>Keras: <c>keras.layers.ReLU</c>.</para>
/// </remarks>
public sealed class ReLU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="maxValue">The largest output, 0 or more; no limit if not given.</param>
    /// <param name="negativeSlope">The slope below the threshold, 0 or more.</param>
    /// <param name="threshold">Where the function begins to rise, 0 or more.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or NaN.</exception>
    public ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null)
        : base(name)
    {
        MaxValue = maxValue is { } most ? Check.NotNegative(most, nameof(maxValue), this) : null;
        NegativeSlope = Check.NotNegative(negativeSlope, nameof(negativeSlope), this);
        Threshold = Check.NotNegative(threshold, nameof(threshold), this);
    }

    /// <summary>The largest output; null for no limit.</summary>
    /// <value>Default: none.</value>
    public double? MaxValue { get; }

    /// <summary>The slope below the threshold.</summary>
    /// <value>Default: 0.</value>
    public double NegativeSlope { get; }

    /// <summary>Where the function begins to rise.</summary>
    /// <value>Default: 0.</value>
    public double Threshold { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => Activations.Relu(input, NegativeSlope, MaxValue, Threshold);
}
