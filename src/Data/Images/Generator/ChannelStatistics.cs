namespace KerasNet.Data;

/// <summary>Writes the picture of an index.</summary>
internal delegate void PictureReader(int index, Picture picture);

/// <summary>The mean and the standard deviation of each channel over many pictures, summed in doubles.</summary>
internal sealed class ChannelStatistics
{
    /// <summary>What is added to a standard deviation before dividing by it.</summary>
    internal const float Epsilon = 1e-6f;

    internal ChannelStatistics(PictureLayout layout, int count, PictureReader read)
    {
        double[] sums = new double[layout.Channels], squares = new double[layout.Channels];
        Picture picture = new();
        for (int i = 0; i < count; i++)
        {
            read(i, picture);
            Span<float> values = picture.Values;
            for (int j = 0; j < values.Length; j++)
            {
                int channel = layout.ChannelOf(j);
                double value = values[j];
                sums[channel] += value;
                squares[channel] += value * value;
            }
        }

        double n = (double)count * layout.Height * layout.Width;
        Mean = [.. sums.Select(sum => (float)(sum / n))];
        Std = [.. sums.Zip(squares, (sum, square) => (float)Math.Sqrt(Math.Max(0, (square / n) - (sum / n * (sum / n)))))];
    }

    /// <summary>One mean per channel.</summary>
    internal float[] Mean { get; }

    /// <summary>One standard deviation per channel.</summary>
    internal float[] Std { get; }

    /// <summary>Subtracts a number per channel.</summary>
    internal static void Subtract(Span<float> values, PictureLayout layout, IReadOnlyList<float> perChannel)
    {
        float[] numbers = PerChannel(layout, perChannel);
        for (int i = 0; i < values.Length; i++)
            values[i] -= numbers[layout.ChannelOf(i)];
    }

    /// <summary>Divides by a standard deviation per channel.</summary>
    internal static void Divide(Span<float> values, PictureLayout layout, IReadOnlyList<float> perChannel)
    {
        float[] numbers = PerChannel(layout, perChannel);
        for (int i = 0; i < values.Length; i++)
            values[i] /= numbers[layout.ChannelOf(i)] + Epsilon;
    }

    /// <summary>The mean of all values.</summary>
    internal static double MeanOf(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum / values.Length;
    }

    /// <summary>The standard deviation of all values.</summary>
    internal static double DeviationOf(ReadOnlySpan<float> values)
    {
        double mean = MeanOf(values), sum = 0;
        foreach (float value in values)
            sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / values.Length);
    }

    private static float[] PerChannel(PictureLayout layout, IReadOnlyList<float> numbers) =>
        numbers.Count == layout.Channels
            ? [.. numbers]
            : throw new ArgumentException($"Mean and Std hold a number per channel. Received {numbers.Count} for a picture {layout.Shape}.");
}
