using System.Runtime.InteropServices;

namespace KerasNet.Engine.Cpu;

/// <summary>How the kernel walks through A, known to the compiler by the size of the struct as in <see cref="IMatMulCount"/>.</summary>
internal interface IMatMulWalk;

/// <summary>A stored row by row: row r starts at r · stride and one step along k is one element. One pointer for every third row.</summary>
[StructLayout(LayoutKind.Sequential, Size = MatMulWalk.AlongRows)]
internal readonly struct MatMulAlongRows : IMatMulWalk;

/// <summary>A stored column by column (a transposed array or a packed panel): the rows of one step lie side by side, steps are a stride apart.</summary>
[StructLayout(LayoutKind.Sequential, Size = MatMulWalk.AlongColumns)]
internal readonly struct MatMulAlongColumns : IMatMulWalk;

/// <summary>The sizes that tell the ways apart.</summary>
internal static class MatMulWalk
{
    /// <summary>The size of <see cref="MatMulAlongRows"/>.</summary>
    internal const int AlongRows = 1;

    /// <summary>The size of <see cref="MatMulAlongColumns"/>.</summary>
    internal const int AlongColumns = 2;
}
