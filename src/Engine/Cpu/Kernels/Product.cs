using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Matrix products of any number type: floats by the packed kernels, others by three plain loops.</summary>
internal static unsafe class Product<T>
    where T : unmanaged, INumber<T>
{
    internal static void Run(in MatMulShape shape, T* a, T* b, T* c, bool accumulate = false)
    {
        if (typeof(T) == typeof(float))
            MatMul.Run(shape, (float*)a, (float*)b, (float*)c, new MatMulEpilogue { Accumulate = accumulate });
        else
            RunPlain(shape, a, b, c, accumulate);
    }

    private static void RunPlain(in MatMulShape shape, T* a, T* b, T* c, bool accumulate)
    {
        (long stepA, long strideA) = shape.TransposeA ? ((long)shape.Lda, 1L) : (1L, (long)shape.Lda);
        (long stepB, long strideB) = shape.TransposeB ? (1L, (long)shape.Ldb) : ((long)shape.Ldb, 1L);
        for (long row = 0; row < shape.M; row++)
            for (long column = 0; column < shape.N; column++)
            {
                T sum = accumulate ? c[row * shape.Ldc + column] : T.Zero;
                for (long k = 0; k < shape.K; k++)
                    sum += a[row * strideA + k * stepA] * b[column * strideB + k * stepB];
                c[row * shape.Ldc + column] = sum;
            }
    }
}
