namespace KerasNet.Layers;

/// <summary>
/// In training, multiplies by normally distributed noise with mean 1 and standard deviation √(rate / (1 − rate)); otherwise gives its input back. Srivastava et
/// al., 2014.
/// </summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.GaussianDropout</c>.</para>
/// </remarks>
public sealed class GaussianDropout : Layer
{
    private readonly SeedGenerator? _random;

    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The rate of the dropout whose variance the noise has; 1 is refused in training.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not in [0, 1].</exception>
    public GaussianDropout(double rate, long? seed = null, string? name = null)
        : base(name)
    {
        Rate = Check.Fraction(rate, nameof(rate), this);
        Seed = seed;
        if (rate > 0)
            _random = AddSeedGenerator(seed);
    }

    /// <summary>The rate of the dropout whose variance the noise has.</summary>
    public double Rate { get; }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (!context.Training || _random is null)
            return input;
        if (Rate == 1)
            throw new ArgumentException($"Layer '{Name}' (GaussianDropout) cannot train with a rate of 1: its noise would be infinite. Choose a rate below 1.");
        return input * Ops.RandomNormal(_random.Next(), input.Shape, 1, Math.Sqrt(Rate / (1 - Rate)));
    }
}
