namespace KerasNet.Layers;

/// <summary>An initializer that draws numbers. It gives the same values at every call, also without a seed, which then is chosen when it is made.</summary>
public abstract class RandomInitializer : Initializer
{
    private protected RandomInitializer(long? seed)
    {
        Seed = seed;
        StreamSeed = seed ?? RandomSource.NextSeed();
    }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32) => DrawFor(shape).Fill(shape, dtype, StreamSeed);

    /// <summary>What is drawn for a weight of this shape.</summary>
    internal abstract Draw DrawFor(Shape shape);

    internal sealed override Initializer Another()
    {
        if (Seed is not null)
            return this;
        RandomInitializer other = (RandomInitializer)MemberwiseClone();
        other.StreamSeed = RandomSource.NextSeed();
        return other;
    }

    /// <summary>Where the draws really start.</summary>
    private protected long StreamSeed { get; private set; }
}

/// <summary>Normally distributed draws.</summary>
public sealed class RandomNormal : RandomInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation.</param>
    /// <param name="seed">Where the draws start.</param>
    public RandomNormal(double mean = 0, double stddev = 0.05, long? seed = null)
        : base(seed) => (Mean, Stddev) = (mean, stddev);

    /// <summary>The mean.</summary>
    /// <value>Default: 0.</value>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    /// <value>Default: 0.05.</value>
    public double Stddev { get; }

    internal override Draw DrawFor(Shape shape) => new(Distribution.Normal, Mean, Stddev);
}

/// <summary>Normally distributed draws, of which those more than two standard deviations from the mean are thrown away.</summary>
public sealed class TruncatedNormal : RandomInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation before draws are thrown away; that of the result is 0.88 times as large.</param>
    /// <param name="seed">Where the draws start.</param>
    public TruncatedNormal(double mean = 0, double stddev = 0.05, long? seed = null)
        : base(seed) => (Mean, Stddev) = (mean, stddev);

    /// <summary>The mean.</summary>
    /// <value>Default: 0.</value>
    public double Mean { get; }

    /// <summary>The standard deviation before draws are thrown away.</summary>
    /// <value>Default: 0.05.</value>
    public double Stddev { get; }

    internal override Draw DrawFor(Shape shape) => new(Distribution.TruncatedNormal, Mean, Stddev);
}

/// <summary>Draws spread evenly over [minval, maxval).</summary>
public sealed class RandomUniform : RandomInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="minval">The smallest value.</param>
    /// <param name="maxval">The value that is no longer drawn.</param>
    /// <param name="seed">Where the draws start.</param>
    public RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null)
        : base(seed) => (Minval, Maxval) = (minval, maxval);

    /// <summary>The smallest value.</summary>
    /// <value>Default: −0.05.</value>
    public double Minval { get; }

    /// <summary>The value that is no longer drawn.</summary>
    /// <value>Default: 0.05.</value>
    public double Maxval { get; }

    internal override Draw DrawFor(Shape shape) => new(Distribution.Uniform, Minval, Maxval);
}
