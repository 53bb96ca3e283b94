using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>ZCA: W = U·diag(√n / (s + ε))·Uᵀ, with U and s the singular vectors and values of n centered pictures as columns.</summary>
internal static class Whitening
{
    /// <summary>Numbers per picture for which the matrix (which has their square) still fits into an array.</summary>
    private const int MostNumbers = 32_768;

    /// <summary>Singular values below this part of the largest come from rounding.</summary>
    private const double RoundingLevel = 1e-7;

    /// <summary>The symmetric matrix that whitens a picture.</summary>
    internal static float[] Of(PictureLayout layout, int count, PictureReader read, float[] mean, double epsilon)
    {
        int numbers = layout.Length;
        if (numbers > MostNumbers)
            throw new NotSupportedException(
                $"Whitening pictures {layout.Shape} needs a matrix of {numbers:N0} × {numbers:N0}: make them smaller, to {MostNumbers:N0} numbers at most.");
        double[][] pictures = new double[count][];
        Picture picture = new();
        for (int i = 0; i < count; i++)
        {
            read(i, picture);
            ChannelStatistics.Subtract(picture.Values, layout, mean);
            TensorPrimitives.ConvertTruncating<float, double>(picture.Values, pictures[i] = new double[numbers]);
        }

        double[] product = Squared(numbers, VectorsOf(pictures, numbers, Math.Sqrt(count), epsilon));
        float[] matrix = new float[product.Length];
        TensorPrimitives.ConvertTruncating<double, float>(product, matrix);
        return matrix;
    }

    /// <summary>The singular vectors u, each times √(√n / (s + ε)), so that W is the sum of their squares.</summary>
    private static double[][] VectorsOf(double[][] pictures, int numbers, double rootOfCount, double epsilon)
    {
        // Of XᵀX and XXᵀ the smaller is taken apart: both have the squares of the singular values.
        bool few = pictures.Length < numbers;
        SymmetricEigen eigen = few
            ? new SymmetricEigen(Squared(pictures.Length, Transposed(pictures, numbers)), pictures.Length)
            : new SymmetricEigen(Squared(numbers, pictures), numbers);
        double largest = Math.Sqrt(Math.Max(0, eigen.Values.Max()));
        List<double[]> vectors = [];
        for (int k = 0; k < eigen.Values.Length; k++)
        {
            double s = Math.Sqrt(Math.Max(0, eigen.Values[k]));
            double[] vector = eigen.Vectors[k];
            if (few)
            {
                if (s <= RoundingLevel * largest)
                    continue;
                vector = Combined(pictures, vector, numbers);
                TensorPrimitives.Divide(vector, s, vector);
            }

            TensorPrimitives.Multiply(vector, Math.Sqrt(rootOfCount / (s + epsilon)), vector);
            vectors.Add(vector);
        }

        return [.. vectors];
    }

    /// <summary>Σ rowᵀ·row: the symmetric matrix of the products of all columns.</summary>
    private static double[] Squared(int columns, double[][] rows)
    {
        // Some rows at a time stay in the cache while they are added to one line of the result after the other.
        const int Together = 32;
        double[] result = new double[(long)columns * columns];
        for (int first = 0; first < rows.Length; first += Together)
        {
            int start = first, end = Math.Min(first + Together, rows.Length);
            Parallel.For(0, columns, i =>
            {
                Span<double> line = result.AsSpan((i * columns) + i, columns - i);
                for (int row = start; row < end; row++)
                    TensorPrimitives.MultiplyAdd(rows[row].AsSpan(i), rows[row][i], line, line);
            });
        }

        for (int i = 0; i < columns; i++)
            for (int j = 0; j < i; j++)
                result[(i * columns) + j] = result[(j * columns) + i];
        return result;
    }

    private static double[] Combined(double[][] rows, double[] weights, int columns)
    {
        double[] sum = new double[columns];
        for (int i = 0; i < rows.Length; i++)
            TensorPrimitives.MultiplyAdd(rows[i], weights[i], sum, sum);
        return sum;
    }

    private static double[][] Transposed(double[][] rows, int columns) =>
        [.. Enumerable.Range(0, columns).Select(column => Array.ConvertAll(rows, row => row[column]))];
}
