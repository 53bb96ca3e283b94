using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Calls the innermost kernel made for a number of rows, and cuts rows into such calls.</summary>
internal static unsafe class MatMulTile<TOps, TVector>
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>How many of the remaining rows the next tile takes: all that fit, but no sliver is left for the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int NextRows(int remaining)
    {
        int max = TOps.MaxRows;
        if (remaining <= max)
            return remaining;
        return remaining <= max + max / 2 - 1 ? (remaining + 1) / 2 : max;
    }

    /// <inheritdoc cref="MatMulKernel{TOps, TVector}.Run"/>
    internal static void Run<TWalk>(int rows, nint k, float* a, nint strideA, float* b, nint strideB, nint right, float* c, nint ldc, in MatMulFinish finish)
        where TWalk : struct, IMatMulWalk
    {
        switch (rows)
        {
            case 1: MatMulKernel<TOps, TVector>.Run<MatMulCount1, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 2: MatMulKernel<TOps, TVector>.Run<MatMulCount2, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 3: MatMulKernel<TOps, TVector>.Run<MatMulCount3, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 4: MatMulKernel<TOps, TVector>.Run<MatMulCount4, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 5: MatMulKernel<TOps, TVector>.Run<MatMulCount5, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 6: MatMulKernel<TOps, TVector>.Run<MatMulCount6, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 7: MatMulKernel<TOps, TVector>.Run<MatMulCount7, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 8: MatMulKernel<TOps, TVector>.Run<MatMulCount8, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 9: MatMulKernel<TOps, TVector>.Run<MatMulCount9, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 10: MatMulKernel<TOps, TVector>.Run<MatMulCount10, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            case 11: MatMulKernel<TOps, TVector>.Run<MatMulCount11, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
            default: MatMulKernel<TOps, TVector>.Run<MatMulCount12, TWalk>(k, a, strideA, b, strideB, right, c, ldc, finish); break;
        }
    }
}
