using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu.Kernels;

/// <summary>A product over random arrays, computed by the kernels and by a plain double loop.</summary>
internal sealed unsafe class MatMulProduct
{
    private const float Untouched = 12345;
    private readonly MatMulShape _shape;
    private readonly float[] _b;
    private readonly float[] _c;
    private readonly float[] _bias;

    /// <param name="gap">Elements between rows that belong to nobody.</param>
    internal MatMulProduct(int m, int n, int k, bool transposeA = false, bool transposeB = false, int gap = 0)
    {
        var tight = new MatMulShape(m, n, k, transposeA, transposeB);
        _shape = tight with { Lda = tight.Lda + gap, Ldb = tight.Ldb + gap, Ldc = tight.Ldc + gap };
        var random = new Random(m * 7919 + n * 31 + k);
        A = Fill((transposeA ? k : m) * _shape.Lda);
        _b = Fill((transposeB ? n : k) * _shape.Ldb);
        _c = Fill(m * _shape.Ldc);
        _bias = Fill(n);
        for (int i = 0; i < _c.Length; i++)
        {
            if (i % _shape.Ldc >= n)
                _c[i] = Untouched;
        }

        float[] Fill(int length)
        {
            var values = new float[length];
            foreach (ref float value in values.AsSpan())
                value = random.NextSingle() * 2 - 1;
            return values;
        }
    }

    internal float[] A { get; }

    internal bool Accumulate { get; init; }

    internal bool Bias { get; init; }

    internal bool Relu { get; init; }

    /// <summary>Whether a row pass that doubles and subtracts one follows.</summary>
    internal bool Pass { get; init; }

    /// <summary>What the kernels make of C, gaps included.</summary>
    internal float[] Compute(string width, WorkerPool? pool)
    {

        float[] result = [.. _c];
        fixed (float* a = A, b = _b, c = result, bias = _bias)
        {
            var epilogue = new MatMulEpilogue { Accumulate = Accumulate, Bias = Bias ? bias : null, Relu = Relu, RowPass = Pass ? &Double : null };
            MatMul.Run(pool, Enum.Parse<MatMulWidth>(width), _shape, a, b, c, epilogue);
        }
        return result;
    }

    /// <summary>Compares with the plain loop: within 4·10⁻⁷ of the sum of magnitudes, a few units in its last place.</summary>
    internal void Check(string width, WorkerPool? pool)
    {
        float[] result = Compute(width, pool);
        // The plain loop is slow: of large products it computes every eleventh row (prime to the sizes of all tiles) and the last.
        int step = _shape.Work > 1_000_000 ? 11 : 1;
        for (int row = 0; row < _shape.M + step - 1; row += step)
        {
            int i = Math.Min(row, _shape.M - 1);
            for (int j = 0; j < _shape.Ldc; j++)
            {
                float actual = result[i * _shape.Ldc + j];
                if (j >= _shape.N)
                {
                    Assert.Equal(Untouched, actual);
                    continue;
                }
                (double expected, double magnitude) = Expect(i, j);
                if (!(Math.Abs(expected - actual) <= 4e-7 * magnitude + 1e-30))
                    Assert.Fail($"{width} {_shape}, row {i}, column {j}: expected {expected}, got {actual}.");
            }
        }
    }

    private static void Double(float* row, nint length)
    {
        for (nint i = 0; i < length; i++)
            row[i] = 2 * row[i] - 1;
    }

    private (double Value, double Magnitude) Expect(int i, int j)
    {
        double sum = Accumulate ? _c[i * _shape.Ldc + j] : 0;
        double magnitude = Math.Abs(sum);
        for (int p = 0; p < _shape.K; p++)
        {
            double x = _shape.TransposeA ? A[p * _shape.Lda + i] : A[i * _shape.Lda + p];
            double y = _shape.TransposeB ? _b[j * _shape.Ldb + p] : _b[p * _shape.Ldb + j];
            sum += x * y;
            magnitude += Math.Abs(x * y);
        }
        if (Bias)
        {
            sum += _bias[j];
            magnitude += Math.Abs(_bias[j]);
        }
        if (Relu)
            sum = Math.Max(0, sum);
        return Pass ? (2 * sum - 1, 2 * magnitude + 1) : (sum, magnitude);
    }
}
