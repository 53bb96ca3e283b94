namespace KerasNet.Layers;

/// <summary>
/// Dropout that keeps mean and variance of inputs that come out of <c>selu</c>: dropped numbers take its lowest value, and the whole is rescaled. Klambauer et
/// al., 2017.
/// </summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. In training a·x + b for kept numbers and a·α′ + b for dropped ones, with α′ = −1.7581,
/// a = ((1 − rate)·(1 + rate·α′²))^(−½) and b = −a·α′·rate. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.AlphaDropout</c>.</para>
/// </remarks>
public sealed class AlphaDropout : RandomDrop
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The part of the numbers that is dropped; 1 is refused in training.</param>
    /// <param name="noiseShape">The shape in which it is drawn what to drop; the input's shape if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The rate is not in [0, 1], or a size of the noise shape is 0.</exception>
    public AlphaDropout(double rate, Shape? noiseShape = null, long? seed = null, string? name = null)
        : base(rate, noiseShape, seed, name)
    {
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (!context.Training || Rate == 0)
            return input;
        if (Rate == 1)
            throw new ArgumentException(
                $"Layer '{Name}' (AlphaDropout) cannot train with a rate of 1: the variance of what is left cannot be restored. Choose a rate below 1.");
        double lowest = -Activations.SeluAlpha * Activations.SeluScale;
        double a = 1 / Math.Sqrt((1 - Rate) * (1 + Rate * lowest * lowest));
        double b = -a * lowest * Rate;
        return Ops.Where(Kept(input, NoiseShape), input * a + b, Ops.Scalar(lowest * a + b, input));
    }
}
