namespace KerasNet.Layers;

/// <summary>Even draws from ±√(6 / (fan in + fan out)). Glorot and Bengio, 2010.</summary>
public sealed class GlorotUniform : Initializer
{
    private readonly long _seed;

    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
    public GlorotUniform(long? seed = null)
    {
        Seed = seed;
        _seed = seed ?? RandomSource.NextSeed();
    }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    public long? Seed { get; }

    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32)
    {
        TensorData values = new(shape, dtype);
        RandomStream random = new(_seed);
        double limit = Math.Sqrt(6.0 / (shape[^2] + shape[^1]));
        for (long i = 0; i < values.Length; i++)
            values.SetDouble(i, (2 * random.NextUniform() - 1) * limit);
        return values;
    }
}
