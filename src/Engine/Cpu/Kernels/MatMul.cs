using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>Matrix products of 32-bit floats: C = rowPass(relu([C +] op(A)·op(B) + bias)), row-major, A and B as stored or transposed.</summary>
/// <remarks>
/// Results depend on the shape and on the machine's vector width, never on the number of threads. C must not overlap A, B or the bias.
/// Allocates no managed memory once a thread's scratch memory has grown to its largest product.
/// </remarks>
internal static unsafe class MatMul
{
    /// <summary>A vector times a matrix is bound by memory; below this many elements of the matrix one thread is as fast.</summary>
    private const long SerialVectorWork = 1 << 19;

    /// <summary>The widest vector of this machine.</summary>
    internal static MatMulWidth BestWidth { get; } =
        Vector512.IsHardwareAccelerated ? MatMulWidth.Bits512
        : Vector256.IsHardwareAccelerated ? MatMulWidth.Bits256
        : MatMulWidth.Bits128;

    /// <summary>Computes one product on the shared threads.</summary>
    internal static void Run(in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue = default) =>
        Run(WorkerPool.Shared, BestWidth, shape, a, b, c, epilogue);

    /// <summary>Computes a batch of products on the shared threads.</summary>
    internal static void Run(in MatMulBatch batch, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue = default) =>
        batch.Run(WorkerPool.Shared, BestWidth, shape, a, b, c, epilogue);

    /// <summary>Computes one product.</summary>
    /// <param name="pool">The threads that share the work, or null to stay on the calling one.</param>
    /// <param name="width">The widest vector to use; narrow results use a narrower one.</param>
    /// <param name="shape">Sizes, transposes and row distances.</param>
    /// <param name="a">The first element of A.</param>
    /// <param name="b">The first element of B.</param>
    /// <param name="c">The first element of C.</param>
    /// <param name="epilogue">What happens to the sums on their way into C.</param>
    internal static void Run(WorkerPool? pool, MatMulWidth width, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue)
    {
        if (shape.M == 0 || shape.N == 0)
            return;
        if (shape.K == 0)
            MatMulNarrow.RunEmptySums(shape, c, epilogue);
        else if (TryRunVector(pool, width, shape, a, b, c, epilogue))
            return;
        else if (MatMulFew.Fits(shape, epilogue))
            MatMulFew.Run(pool, width, shape, a, b, c);
        else if (shape.N < (int)MatMulWidth.Bits128)
            MatMulNarrow.Run(pool, shape, a, b, c, epilogue);
        else
            RunBlocked(pool, WidthFor(width, shape.N), shape, a, b, c, epilogue);
    }

    /// <summary>The vector that serves a number of columns best, at most of the given width.</summary>
    internal static MatMulWidth WidthFor(MatMulWidth widest, int columns) =>
        widest == MatMulWidth.Bits128 || columns < (int)MatMulWidth.Bits256 ? MatMulWidth.Bits128
        : widest == MatMulWidth.Bits256 || columns <= (int)MatMulWidth.Bits512 ? MatMulWidth.Bits256
        : MatMulWidth.Bits512;

    private static void RunBlocked(WorkerPool? pool, MatMulWidth width, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue)
    {
        if (width == MatMulWidth.Bits128)
            MatMulBlocked<MatMulVector128, Vector128<float>>.Run(pool, shape, a, b, c, epilogue);
        else if (width == MatMulWidth.Bits256)
            MatMulBlocked<MatMulVector256, Vector256<float>>.Run(pool, shape, a, b, c, epilogue);
        else
            MatMulBlocked<MatMulVector512, Vector512<float>>.Run(pool, shape, a, b, c, epilogue);
    }

    /// <summary>Handles what is a vector times a matrix: one row, or one column of results that lie side by side.</summary>
    private static bool TryRunVector(WorkerPool? pool, MatMulWidth width, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue)
    {
        bool row = shape.M == 1 && (!shape.TransposeA || shape.Lda == 1);
        bool column = !row && shape.N == 1 && (shape.TransposeB || shape.Ldb == 1);
        if (!row && !column)
            return false;
        // A column of results is the transposed problem: a row vector from B times the transpose of A.
        int n = row ? shape.N : shape.M;
        float* x = row ? a : b;
        float* matrix = row ? b : a;
        int ld = row ? shape.Ldb : shape.Lda;
        bool dots = row ? shape.TransposeB : !shape.TransposeA;
        if (!dots && (n < (int)MatMulWidth.Bits128 || (column && (shape.Ldc != 1 || epilogue.Bias != null))))
            return false;

        WorkerPool? shared = shape.Work < SerialVectorWork ? null : pool;
        var finish = new MatMulFinish(epilogue.Accumulate, (nint)epilogue.Bias, epilogue.Relu);
        if (dots)
            RunDots(shared, width, n, shape.K, x, matrix, ld, c, row ? 1 : shape.Ldc, finish, row ? 1 : 0);
        else if (width == MatMulWidth.Bits128 || n < (int)MatMulWidth.Bits256)
            MatMulRowVector<MatMulVector128, Vector128<float>>.Run(shared, n, shape.K, x, matrix, ld, c, finish);
        else if (width == MatMulWidth.Bits256 || n < (int)MatMulWidth.Bits512)
            MatMulRowVector<MatMulVector256, Vector256<float>>.Run(shared, n, shape.K, x, matrix, ld, c, finish);
        else
            MatMulRowVector<MatMulVector512, Vector512<float>>.Run(shared, n, shape.K, x, matrix, ld, c, finish);
        if (epilogue.RowPass != null)
            MatMulNarrow.PassOverRows(shape, c, epilogue);
        return true;
    }

    private static void RunDots(WorkerPool? pool, MatMulWidth width, int n, int k, float* x, float* b, int ldb, float* c, int strideC, in MatMulFinish finish, int biasStep)
    {
        if (width == MatMulWidth.Bits128 || k < 2 * (int)MatMulWidth.Bits256)
            MatMulDots<MatMulVector128, Vector128<float>>.Run(pool, n, k, x, b, ldb, c, strideC, finish, biasStep);
        else if (width == MatMulWidth.Bits256 || k < 2 * (int)MatMulWidth.Bits512)
            MatMulDots<MatMulVector256, Vector256<float>>.Run(pool, n, k, x, b, ldb, c, strideC, finish, biasStep);
        else
            MatMulDots<MatMulVector512, Vector512<float>>.Run(pool, n, k, x, b, ldb, c, strideC, finish, biasStep);
    }
}
