using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Calls the innermost kernel made for a number of rows, and cuts rows into such calls.</summary>
internal static unsafe class MatMulTile<TOps, TVector>
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>Cuts rows into as few tiles as possible, all of the same number of rows or one less: slivers keep the processor waiting for their few sums.</summary>
    /// <param name="rows">Rows to cut, at least 1.</param>
    /// <param name="size">Rows of the first tiles.</param>
    /// <param name="count">How many have that size; those that follow have one row less.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Cut(int rows, out int size, out int count)
    {
        int tiles = (rows + TOps.MaxRows - 1) / TOps.MaxRows;
        size = (rows + tiles - 1) / tiles;
        count = rows - tiles * (size - 1);
    }

    /// <summary>Computes all rows of one panel; tiles start at a distance of rowStep in A for each of their rows.</summary>
    /// <remarks>A stride of 0 stands for packed rows, whose stride is their tile's number of rows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RunPanel<TWalk>(
        int rows, in MatMulRuns k, float* a, nint rowStep, nint strideA, float* b, nint strideB, nint right, float* c, nint ldc, in MatMulFinish finish)
        where TWalk : unmanaged, IMatMulWalk
    {
        Cut(rows, out int size, out int count);
        Run<TWalk>(size, count, k, a, strideA == 0 ? size : strideA, size * rowStep, b, strideB, right, c, ldc, finish);
        int done = size * count;
        size--;
        if (done < rows)
            Run<TWalk>(size, (rows - done) / size, k, a + done * rowStep, strideA == 0 ? size : strideA, size * rowStep, b, strideB, right, c + done * ldc, ldc, finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TWalk>(
        int rows, int tiles, in MatMulRuns k, float* a, nint strideA, nint tileStep, float* b, nint strideB, nint right, float* c, nint ldc, in MatMulFinish finish)
        where TWalk : unmanaged, IMatMulWalk
    {
        switch (rows)
        {
            case 1: MatMulKernel<TOps, TVector>.Run<MatMulCount1, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 2: MatMulKernel<TOps, TVector>.Run<MatMulCount2, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 3: MatMulKernel<TOps, TVector>.Run<MatMulCount3, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 4: MatMulKernel<TOps, TVector>.Run<MatMulCount4, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 5: MatMulKernel<TOps, TVector>.Run<MatMulCount5, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 6: MatMulKernel<TOps, TVector>.Run<MatMulCount6, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 7: MatMulKernel<TOps, TVector>.Run<MatMulCount7, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 8: MatMulKernel<TOps, TVector>.Run<MatMulCount8, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 9: MatMulKernel<TOps, TVector>.Run<MatMulCount9, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 10: MatMulKernel<TOps, TVector>.Run<MatMulCount10, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            case 11: MatMulKernel<TOps, TVector>.Run<MatMulCount11, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
            default: MatMulKernel<TOps, TVector>.Run<MatMulCount12, TWalk>(tiles, k, a, strideA, tileStep, b, strideB, right, c, ldc, finish); break;
        }
    }
}
