using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to a tridiagonal matrix, then the implicit QL method
/// (Golub and Van Loan, Matrix Computations, 8.3). All work runs along rows, so that it is vector arithmetic.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 60;
    private readonly int _size;
    private readonly double[] _offDiagonal;

    /// <param name="matrix">Size × size numbers; overwritten.</param>
    /// <param name="size">Rows and columns.</param>
    internal SymmetricEigen(double[] matrix, int size)
    {
        _size = size;
        Values = new double[size];
        _offDiagonal = new double[size];
        Vectors = [.. Enumerable.Range(0, size).Select(_ => new double[size])];
        double[] scales = Reflect(matrix);
        for (int i = 0; i < size; i++)
            Vectors[i][i] = 1;
        for (int k = size - 3; k >= 0; k--)
            if (scales[k] != 0)
                Accumulate(matrix.AsSpan((k * size) + k + 1, size - k - 1), scales[k], k + 1);

        // Reflections have already left errors of this size.
        double negligible = 1e-16 / Math.Sqrt(size) * (TensorPrimitives.Norm<double>(Values) + TensorPrimitives.Norm<double>(_offDiagonal));
        for (int low = 0; low < size; low++)
            Settle(low, negligible);
    }

    /// <summary>The eigenvalues, in no order.</summary>
    internal double[] Values { get; }

    /// <summary>The eigenvector of each value, of length 1.</summary>
    internal double[][] Vectors { get; }

    /// <summary>A := H…H·A·H…H, tridiagonal. The vector of reflection k replaces what lies right of the diagonal in row k; H = 1 − scale·v·vᵀ.</summary>
    private double[] Reflect(double[] a)
    {
        int n = _size;
        double[] scales = new double[n], product = new double[n];
        for (int k = 0; k < n; k++)
        {
            Values[k] = a[(k * n) + k];
            int rest = n - k - 1;
            if (rest < 2)
            {
                _offDiagonal[k] = rest == 1 ? a[(k * n) + k + 1] : 0;
                continue;
            }

            Memory<double> reflection = a.AsMemory((k * n) + k + 1, rest);
            Span<double> v = reflection.Span;
            double norm = TensorPrimitives.Norm<double>(v);
            _offDiagonal[k] = v[0] > 0 ? -norm : norm;
            if (norm == 0)
                continue;
            v[0] -= _offDiagonal[k];
            scales[k] = 2 / TensorPrimitives.SumOfSquares<double>(v);
            double scale = scales[k];
            int first = k + 1;
            Rows(rest, i => product[i] = scale * TensorPrimitives.Dot<double>(a.AsSpan(((first + i) * n) + first, rest), reflection.Span));
            Span<double> w = product.AsSpan(0, rest);
            TensorPrimitives.MultiplyAdd(v, -scale / 2 * TensorPrimitives.Dot<double>(w, v), w, w);
            Rows(rest, i =>
            {
                Span<double> row = a.AsSpan(((first + i) * n) + first, rest);
                TensorPrimitives.MultiplyAdd(product.AsSpan(0, rest), -reflection.Span[i], row, row);
                TensorPrimitives.MultiplyAdd(reflection.Span, -product[i], row, row);
            });
        }

        return scales;
    }

    /// <summary>Vectors := Vectors·H, with the reflections taken from the last to the first; rows of the transposed product.</summary>
    private void Accumulate(Span<double> v, double scale, int first)
    {
        for (int i = first; i < _size; i++)
        {
            Span<double> row = Vectors[i].AsSpan(first);
            TensorPrimitives.MultiplyAdd(v, -scale * TensorPrimitives.Dot<double>(row, v), row, row);
        }
    }

    /// <summary>Sweeps until the value at <paramref name="low"/> stands alone.</summary>
    private void Settle(int low, double negligible)
    {
        double[] d = Values, e = _offDiagonal;
        for (int sweep = 0; ; sweep++)
        {
            int high = low;
            while (high < _size - 1 && !(Math.Abs(e[high]) <= negligible))
                high++;
            if (high == low)
                return;
            if (sweep == MostSweeps)
                throw new InvalidOperationException("The eigenvalues of the pictures' covariance do not converge: look for NaN or infinity in the data.");

            double shift = (d[low + 1] - d[low]) / (2 * e[low]);
            double g = d[high] - d[low] + (e[low] / (shift + Math.CopySign(double.Hypot(shift, 1), shift)));
            double sine = 1, cosine = 1, p = 0;
            int i = high - 1;
            for (; i >= low; i--)
            {
                double f = sine * e[i], b = cosine * e[i], r = double.Hypot(f, g);
                e[i + 1] = r;
                if (r == 0)
                {
                    d[i + 1] -= p;
                    e[high] = 0;
                    break;
                }

                (sine, cosine) = (f / r, g / r);
                g = d[i + 1] - p;
                r = ((d[i] - g) * sine) + (2 * cosine * b);
                p = sine * r;
                d[i + 1] = g + p;
                g = (cosine * r) - b;
                Rotate(Vectors[i], Vectors[i + 1], sine, cosine);
            }

            if (i >= low)
                continue;
            d[low] -= p;
            e[low] = g;
            e[high] = 0;
        }
    }

    private static void Rotate(Span<double> one, Span<double> other, double sine, double cosine)
    {
        int width = System.Numerics.Vector<double>.Count, j = 0;
        for (; j <= one.Length - width; j += width)
        {
            System.Numerics.Vector<double> x = new(one[j..]), y = new(other[j..]);
            ((x * sine) + (y * cosine)).CopyTo(other[j..]);
            ((x * cosine) - (y * sine)).CopyTo(one[j..]);
        }

        for (; j < one.Length; j++)
            (one[j], other[j]) = ((one[j] * cosine) - (other[j] * sine), (one[j] * sine) + (other[j] * cosine));
    }

    private static void Rows(int count, Action<int> work)
    {
        const int WorthThreads = 256;
        if (count >= WorthThreads)
            Parallel.For(0, count, work);
        else
            for (int i = 0; i < count; i++)
                work(i);
    }
}
