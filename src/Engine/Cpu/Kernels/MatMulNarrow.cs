using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>Products with fewer columns than the narrowest vector has elements, and those without anything to sum.</summary>
internal static unsafe class MatMulNarrow
{
    /// <summary>Rows that are computed at a time.</summary>
    private const int Rows = 1024;

    private static int Width => Vector128<float>.Count;

    /// <summary>Computes C of one to three columns: B and C are widened to four in scratch memory.</summary>
    internal static void Run(WorkerPool? pool, in MatMulShape shape, float* a, float* b, float* c, in MatMulEpilogue epilogue)
    {
        int rows = Math.Min(shape.M, Rows);
        float* wideB = MatMulScratch.ForNarrow(((long)shape.K + rows + 1) * Width);
        float* wideC = wideB + (nint)shape.K * Width;
        float* wideBias = wideC + (nint)rows * Width;
        WidenB(shape, b, wideB);
        if (epilogue.Bias != null)
            CopyRow(epilogue.Bias, wideBias, shape.N);
        var wideEpilogue = new MatMulEpilogue
        {
            Accumulate = epilogue.Accumulate,
            Bias = epilogue.Bias == null ? null : wideBias,
            Relu = epilogue.Relu,
        };
        for (int row = 0; row < shape.M; row += Rows)
        {
            int count = Math.Min(Rows, shape.M - row);
            float* target = c + (nint)row * shape.Ldc;
            if (epilogue.Accumulate)
                CopyRows(target, shape.Ldc, wideC, Width, count, shape.N);
            var part = new MatMulShape(count, Width, shape.K, shape.TransposeA, false, shape.Lda, Width, Width);
            float* partA = a + (nint)row * (shape.TransposeA ? 1 : shape.Lda);
            MatMulBlocked<MatMulVector128, Vector128<float>>.Run(pool, part, partA, wideB, wideC, wideEpilogue);
            CopyRows(wideC, Width, target, shape.Ldc, count, shape.N);
        }
        if (epilogue.RowPass != null)
            PassOverRows(shape, c, epilogue);
    }

    /// <summary>Computes C where k is 0: every sum is zero.</summary>
    internal static void RunEmptySums(in MatMulShape shape, float* c, in MatMulEpilogue epilogue)
    {
        for (int row = 0; row < shape.M; row++)
        {
            float* target = c + (nint)row * shape.Ldc;
            for (int column = 0; column < shape.N; column++)
            {
                float value = epilogue.Accumulate ? target[column] : 0;
                if (epilogue.Bias != null)
                    value += epilogue.Bias[column];
                target[column] = epilogue.Relu ? Math.Max(0, value) : value;
            }
        }
        if (epilogue.RowPass != null)
            PassOverRows(shape, c, epilogue);
    }

    /// <summary>Applies the epilogue's row pass to all of C.</summary>
    internal static void PassOverRows(in MatMulShape shape, float* c, in MatMulEpilogue epilogue)
    {
        for (int row = 0; row < shape.M; row++)
            epilogue.RowPass(c + (nint)row * shape.Ldc, shape.N);
    }

    private static void WidenB(in MatMulShape shape, float* b, float* wide)
    {
        nint alongK = shape.TransposeB ? 1 : shape.Ldb;
        nint alongN = shape.TransposeB ? shape.Ldb : 1;
        for (nint k = 0; k < shape.K; k++)
        {
            for (nint column = 0; column < shape.N; column++)
                wide[k * Width + column] = b[k * alongK + column * alongN];
        }
    }

    private static void CopyRows(float* source, int sourceStride, float* target, int targetStride, int rows, int columns)
    {
        for (nint row = 0; row < rows; row++)
            CopyRow(source + row * sourceStride, target + row * targetStride, columns);
    }

    private static void CopyRow(float* source, float* target, int columns)
    {
        for (nint column = 0; column < columns; column++)
            target[column] = source[column];
    }
}
