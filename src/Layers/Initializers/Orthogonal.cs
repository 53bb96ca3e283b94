using System.Numerics.Tensors;

namespace KerasNet.Layers;

/// <summary>A random matrix with orthonormal columns (or rows, if there are fewer of them), times a gain. Saxe et al., 2014.</summary>
/// <remarks>A weight of higher rank is taken as a matrix of (product of the leading dimensions) × (last dimension).</remarks>
public sealed class Orthogonal : RandomInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="gain">What the orthonormal matrix is multiplied by.</param>
    /// <param name="seed">Where the draws start.</param>
    public Orthogonal(double gain = 1, long? seed = null)
        : base(seed) => Gain = gain;

    /// <summary>What the orthonormal matrix is multiplied by.</summary>
    /// <value>Default: 1.</value>
    public double Gain { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The weight has fewer than two dimensions.</exception>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32)
    {
        (int longer, int shorter) = Sides(shape);
        TensorData normal = DrawFor(shape).Fill([longer, shorter], DType.Float64, StreamSeed);
        return FromNormal(normal, shape, dtype);
    }

    internal override Draw DrawFor(Shape shape) => new(Distribution.Normal, 0, 1);

    /// <summary>The result for a given matrix of normal draws, (longer side, shorter side): Q of its QR decomposition with a positive diagonal of R.</summary>
    internal TensorData FromNormal(TensorData normal, Shape shape, DType dtype = DType.Float32)
    {
        (int rows, int columns) = Sides(shape);
        double[][] q = [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, rows).Select(i => normal.GetDouble((long)i * columns + j)).ToArray())];
        Orthonormalize(q);

        TensorData result = new(shape, dtype);
        bool wide = result.Length > 0 && result.Length / shape[^1] < shape[^1];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                result.SetDouble(wide ? (long)j * rows + i : (long)i * columns + j, Gain * q[j][i]);
        return result;
    }

    /// <summary>
    /// Gram–Schmidt, twice for each vector so that rounding does not spoil it. Its R has a positive diagonal, which is the sign rule of Keras.
    /// </summary>
    private static void Orthonormalize(double[][] vectors)
    {
        for (int j = 0; j < vectors.Length; j++)
        {
            Span<double> v = vectors[j];
            for (int pass = 0; pass < 2; pass++)
                for (int k = 0; k < j; k++)
                    TensorPrimitives.MultiplyAdd<double>(vectors[k], -TensorPrimitives.Dot<double>(vectors[k], v), v, v);
            double norm = TensorPrimitives.Norm<double>(v);
            TensorPrimitives.Divide(v, norm, v);
        }
    }

    private static (int Longer, int Shorter) Sides(Shape shape)
    {
        if (shape.Rank < 2)
            throw new ShapeException($"The initializer Orthogonal needs two dimensions or more. Received the shape {shape}.");
        int rows = checked((int)shape[..^1].ElementCount);
        return (Math.Max(rows, shape[^1]), Math.Min(rows, shape[^1]));
    }
}
