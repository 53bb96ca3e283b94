namespace KerasNet.Layers;

/// <summary>In training, adds normally distributed noise; otherwise gives its input back.</summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.GaussianNoise</c>.</para>
/// </remarks>
public sealed class GaussianNoise : Layer
{
    private readonly SeedGenerator? _random;

    /// <summary>Makes the layer.</summary>
    /// <param name="stddev">The standard deviation of the noise, between 0 and 1.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stddev"/> is not in [0, 1].</exception>
    public GaussianNoise(double stddev, long? seed = null, string? name = null)
        : base(name)
    {
        Stddev = Check.Fraction(stddev, nameof(stddev), this);
        Seed = seed;
        if (stddev > 0)
            _random = AddSeedGenerator(seed);
    }

    /// <summary>The standard deviation of the noise.</summary>
    public double Stddev { get; }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) =>
        context.Training && _random is not null ? input + Ops.RandomNormal(_random.Next(), input.Shape, 0, Stddev) : input;
}
