namespace KerasNet;

public static partial class Ops
{
    private const int MantissaBits = 24;

    /// <summary>Random 32-bit patterns: a pure function of an int64 state (seed, counter), by Philox4x32-10 (Salmon et al., 2011).</summary>
    public static KerasTensor RandomBits(KerasTensor state, Shape shape) => Node.Create(Op.RandomBits, [state], new ShapeAttributes(shape)).Output;

    /// <summary>Numbers drawn evenly from [low, high): 24 random bits, scaled.</summary>
    public static KerasTensor RandomUniform(KerasTensor state, Shape shape, double low = 0, double high = 1) =>
        Cast(BitwiseAnd(RandomBits(state, shape), Scalar((1 << MantissaBits) - 1, DType.Int32)), DType.Float32) * ((high - low) / (1 << MantissaBits)) + low;

    /// <summary>Normally distributed numbers, by the Box–Muller transform of two uniform draws.</summary>
    public static KerasTensor RandomNormal(KerasTensor state, Shape shape, double mean = 0, double stddev = 1)
    {
        int count = checked((int)shape.ElementCount);
        KerasTensor draws = RandomUniform(state, [2, count]);

        // 1 − u lies in (0, 1], so that the logarithm is finite.
        KerasTensor radius = Sqrt(-2.0 * Log(1.0 - Take(draws, 0, 0)));
        return Reshape(radius * Cos(2 * Math.PI * Take(draws, 0, 1)) * stddev + mean, shape);
    }
}
