namespace KerasNet.Layers;

/// <summary>The distributions that initializers draw from.</summary>
internal enum Distribution
{
    /// <summary>Even over [A, B).</summary>
    Uniform,

    /// <summary>Normal with mean A and standard deviation B.</summary>
    Normal,

    /// <summary>Normal with mean A and standard deviation B, where draws more than 2 deviations from the mean are thrown away.</summary>
    TruncatedNormal,
}

/// <summary>What is drawn for a weight: a distribution and its two parameters.</summary>
internal readonly record struct Draw(Distribution Distribution, double A, double B)
{
    private const double TruncatedAt = 2;

    /// <summary>Independent draws.</summary>
    internal TensorData Fill(Shape shape, DType dtype, long seed)
    {
        if (!dtype.IsFloating())
            throw new ArgumentException(
                $"Random initial values are fractions and cannot be held by {dtype.KerasName()}. Use Zeros, Ones or Constant.", nameof(dtype));
        TensorData data = new(shape, dtype);
        if (Distribution == Distribution.Uniform && dtype == DType.Float32)
        {
            FillUniform(data.AsSpan<float>(), seed);
            return data;
        }

        RandomStream random = new(seed);
        for (long i = 0; i < data.Length; i++)
            data.SetDouble(i, Next(random));
        return data;
    }

    private double Next(RandomStream random)
    {
        if (Distribution == Distribution.Uniform)
            return A + random.NextUniform() * (B - A);
        double draw = random.NextNormal();
        while (Distribution == Distribution.TruncatedNormal && Math.Abs(draw) > TruncatedAt)
            draw = random.NextNormal();
        return A + draw * B;
    }

    /// <summary>The common case without a call per number: the four words of a block become four numbers.</summary>
    private void FillUniform(Span<float> values, long seed)
    {
        (float low, float width) = ((float)A, (float)((B - A) / (1 << RandomStream.UniformBits)));
        ulong block = 0;
        while (values.Length >= Philox.WordsPerBlock)
        {
            (uint a, uint b, uint c, uint d) = Philox.Block((ulong)seed, 0, block++);
            values[0] = low + (a >> (32 - RandomStream.UniformBits)) * width;
            values[1] = low + (b >> (32 - RandomStream.UniformBits)) * width;
            values[2] = low + (c >> (32 - RandomStream.UniformBits)) * width;
            values[3] = low + (d >> (32 - RandomStream.UniformBits)) * width;
            values = values[Philox.WordsPerBlock..];
        }

        (uint A, uint B, uint C, uint D) last = Philox.Block((ulong)seed, 0, block);
        ReadOnlySpan<uint> words = [last.A, last.B, last.C, last.D];
        for (int i = 0; i < values.Length; i++)
            values[i] = low + (words[i] >> (32 - RandomStream.UniformBits)) * width;
    }
}
