using System.Numerics;

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
            FillUniform(data, seed);
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

    /// <summary>The common case, many numbers at a time: random words are written in their place, then turned into numbers.</summary>
    private unsafe void FillUniform(TensorData data, long seed)
    {
        (float low, float width) = ((float)A, (float)((B - A) / (1 << RandomStream.UniformBits)));
        uint* words = (uint*)data.Pointer;
        RandomWords.Fill((ulong)seed, 0, 0, words, data.Length);
        Span<float> values = data.AsSpan<float>();
        int i = 0;
        for (; i <= values.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            Vector<int> draws = Vector.AsVectorInt32(*(Vector<uint>*)(words + i) >>> (32 - RandomStream.UniformBits));
            (Vector.ConvertToSingle(draws) * width + new Vector<float>(low)).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
            values[i] = (words[i] >> (32 - RandomStream.UniformBits)) * width + low;
    }
}
