using System.Runtime.InteropServices;

namespace KerasNet.Benchmarks.Kernels;

/// <summary>The matrix product of oneDNN, from the library that the system has installed (on Debian: libdnnl2).</summary>
internal static unsafe partial class Dnnl
{
    private const string Library = "libdnnl.so.2";

    /// <summary>Loads the library for a number of threads; false if it is not installed. The number cannot be changed later.</summary>
    internal static bool TryLoad(int threads)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        // Environment.SetEnvironmentVariable would not reach the C library, where OpenMP reads it.
        _ = setenv("OMP_NUM_THREADS", threads.ToString(), 1);
        return NativeLibrary.TryLoad(Library, out _);
    }

    /// <summary>C = op(A)·op(B) + beta·C, row-major.</summary>
    internal static void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc)
    {
        int status = dnnl_sgemm((byte)(transposeA ? 'T' : 'N'), (byte)(transposeB ? 'T' : 'N'), m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
        if (status != 0)
            throw new InvalidOperationException($"dnnl_sgemm returned {status} for {m} x {n} x {k}; its header lists the codes.");
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport(Library)]
    private static partial int dnnl_sgemm(
        byte transposeA, byte transposeB, long m, long n, long k, float alpha, float* a, long lda, float* b, long ldb, float beta, float* c, long ldc);
}
