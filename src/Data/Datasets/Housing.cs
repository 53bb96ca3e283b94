using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>Reads a data set of house prices as Keras publishes it: an archive of the arrays x and y.</summary>
internal static class Housing
{
    /// <param name="path">The archive.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="features">The names of the columns of x.</param>
    /// <param name="most">How many samples are used, the first of the file.</param>
    /// <param name="testSplit">The part for testing.</param>
    /// <param name="seed">The seed of the order.</param>
    /// <exception cref="InvalidDataException">The file is damaged or is something else.</exception>
    internal static HousePrices Read(string path, string source, IReadOnlyList<string> features, int most, double testSplit, uint seed)
    {
        using NpzArchive archive = new(path);
        (float[] x, int[] shape) = archive.Read("x", array => (array.ToFloats(), array.Shape));
        float[] y = archive.Read("y", array => array.ToFloats());
        int width = features.Count;
        if (shape is not [_, _] || shape[1] != width || shape[0] != y.Length)
            throw new InvalidDataException(
                $"'{path}' holds x of shape ({string.Join(", ", shape)}) and {y.Length:N0} prices in y, expected {width} features for each price.");
        int[] order = new MersenneTwister(seed).Order(Math.Min(most, y.Length));
        int train = KerasStorage.TrainCount(order.Length, testSplit);
        return new(Part(order.AsSpan(..train)), Part(order.AsSpan(train..))) { Source = source, FeatureNames = features };

        HousePriceSplit Part(ReadOnlySpan<int> rows)
        {
            float[] picked = new float[rows.Length * width];
            float[] prices = new float[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                x.AsSpan(rows[i] * width, width).CopyTo(picked.AsSpan(i * width));
                prices[i] = y[rows[i]];
            }

            return new(Tensor.Create(picked, [rows.Length, width]), Tensor.Create(prices, [rows.Length]));
        }
    }
}
