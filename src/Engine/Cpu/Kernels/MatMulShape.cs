namespace KerasNet.Engine.Cpu;

/// <summary>The shape of one product C[m, n] = op(A)[m, k] · op(B)[k, n] over row-major arrays.</summary>
/// <param name="M">Rows of C and of op(A).</param>
/// <param name="N">Columns of C and of op(B).</param>
/// <param name="K">Columns of op(A) and rows of op(B): the length of every sum.</param>
/// <param name="TransposeA">Whether A is stored as [k, m] and read transposed.</param>
/// <param name="TransposeB">Whether B is stored as [n, k] and read transposed.</param>
/// <param name="Lda">Distance between stored rows of A, in elements.</param>
/// <param name="Ldb">Distance between stored rows of B, in elements.</param>
/// <param name="Ldc">Distance between rows of C, in elements.</param>
internal readonly record struct MatMulShape(int M, int N, int K, bool TransposeA, bool TransposeB, int Lda, int Ldb, int Ldc)
{
    /// <summary>A product of arrays without gaps between their rows.</summary>
    internal MatMulShape(int m, int n, int k, bool transposeA = false, bool transposeB = false)
        : this(m, n, k, transposeA, transposeB, transposeA ? m : k, transposeB ? k : n, n)
    {
    }

    /// <summary>The number of multiply-adds.</summary>
    internal long Work => (long)M * N * K;
}
