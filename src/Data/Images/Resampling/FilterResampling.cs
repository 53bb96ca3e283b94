namespace KerasNet.Data.Images;

/// <summary>
/// Weighted means, first along the rows, then along the columns, rounded to bytes between (Pillow's <c>ImagingResample</c>). An axis that keeps its length
/// is left alone. Colours count by their alpha.
/// </summary>
internal static class FilterResampling
{
    internal static Image Resize(Image picture, int height, int width, ImageBox box, ResizeMethod method)
    {
        PillowFilter filter = PillowFilter.Of(method);
        PillowWeights? across = box.Width == width && width == picture.Width ? null : new(picture.Width, box.X, box.Width, width, filter);
        PillowWeights? down = box.Height == height && height == picture.Height ? null : new(picture.Height, box.Y, box.Height, height, filter);
        if (picture.DeepPixels is { } deep)
            return new(width, height, Resample(deep, picture, across, down, 1, DeepRows, DeepColumns));
        bool premultiply = picture.Channels == 4;
        byte[] pixels = premultiply ? AlphaWeighting.Multiply(picture.Pixels) : picture.Pixels;
        byte[] resized = Resample(pixels, picture, across, down, picture.Channels, Rows, Columns);
        if (premultiply)
            AlphaWeighting.Divide(resized);
        return new(width, height, picture.Channels, resized);
    }

    private delegate void Pass<T>(ReadOnlySpan<T> source, Span<T> target, int rowLength, int channels, PillowWeights weights);

    private static T[] Resample<T>(
        T[] pixels, Image picture, PillowWeights? across, PillowWeights? down, int channels, Pass<T> rows, Pass<T> columns)
    {
        int width = across?.Length ?? picture.Width;
        if (across is not null)
        {
            T[] narrowed = GC.AllocateUninitializedArray<T>(checked(width * picture.Height * channels));
            rows(pixels, narrowed, picture.Width * channels, channels, across);
            pixels = narrowed;
        }

        if (down is null)
            return pixels;
        T[] result = GC.AllocateUninitializedArray<T>(checked(width * down.Length * channels));
        columns(pixels, result, width * channels, channels, down);
        return result;
    }

    private static void Rows(ReadOnlySpan<byte> source, Span<byte> target, int rowLength, int channels, PillowWeights weights)
    {
        int at = 0;
        for (int start = 0; start < source.Length; start += rowLength)
        {
            ReadOnlySpan<byte> row = source.Slice(start, rowLength);
            for (int x = 0; x < weights.Length; x++)
            {
                ReadOnlySpan<int> fixedWeights = weights.Fixed(x);
                ReadOnlySpan<byte> pixels = row[(weights.First(x) * channels)..];
                for (int c = 0; c < channels; c++)
                {
                    int sum = 1 << (PillowWeights.Precision - 1);
                    for (int j = 0; j < fixedWeights.Length; j++)
                        sum += pixels[j * channels + c] * fixedWeights[j];
                    target[at++] = Byte(sum);
                }
            }
        }
    }

    private static void Columns(ReadOnlySpan<byte> source, Span<byte> target, int rowLength, int channels, PillowWeights weights)
    {
        int[] sums = new int[rowLength];
        for (int y = 0; y < weights.Length; y++)
        {
            sums.AsSpan().Fill(1 << (PillowWeights.Precision - 1));
            ReadOnlySpan<int> fixedWeights = weights.Fixed(y);
            for (int j = 0; j < fixedWeights.Length; j++)
            {
                int weight = fixedWeights[j];
                ReadOnlySpan<byte> row = source.Slice((weights.First(y) + j) * rowLength, rowLength);
                for (int i = 0; i < sums.Length; i++)
                    sums[i] += row[i] * weight;
            }

            Span<byte> result = target.Slice(y * rowLength, rowLength);
            for (int i = 0; i < result.Length; i++)
                result[i] = Byte(sums[i]);
        }
    }

    private static byte Byte(int sum) => (byte)Math.Clamp(sum >> PillowWeights.Precision, 0, byte.MaxValue);

    private static void DeepRows(ReadOnlySpan<int> source, Span<int> target, int rowLength, int channels, PillowWeights weights)
    {
        int at = 0;
        for (int start = 0; start < source.Length; start += rowLength)
            for (int x = 0; x < weights.Length; x++)
                target[at++] = DeepMean(source[(start + weights.First(x))..], weights.Exact(x), 1);
    }

    private static void DeepColumns(ReadOnlySpan<int> source, Span<int> target, int rowLength, int channels, PillowWeights weights)
    {
        for (int y = 0; y < weights.Length; y++)
            for (int x = 0; x < rowLength; x++)
                target[y * rowLength + x] = DeepMean(source[(weights.First(y) * rowLength + x)..], weights.Exact(y), rowLength);
    }

    private static int DeepMean(ReadOnlySpan<int> source, ReadOnlySpan<double> weights, int step)
    {
        double sum = 0;
        for (int j = 0; j < weights.Length; j++)
            sum += source[j * step] * weights[j];
        return (int)Math.Clamp(Math.Floor(sum + 0.5), 0, ushort.MaxValue);
    }
}
