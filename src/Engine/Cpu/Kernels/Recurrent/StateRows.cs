using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Rows of states as they are carried from step to step.</summary>
internal static unsafe class StateRows
{
    /// <summary>Adds one row to another.</summary>
    internal static void Add(nint count, float* row, float* to) =>
        VectorBinary<float, AddOp<float>, DenseOperand, DenseOperand>.Run((byte*)to, (byte*)row, null, (byte*)to, count);

    /// <summary>Copies one row to another, unless that is null.</summary>
    internal static void Copy(nint count, float* row, float* to)
    {
        if (to != null)
            Unsafe.CopyBlockUnaligned(to, row, (uint)(count * sizeof(float)));
    }

    /// <summary>Fills a row with zeros.</summary>
    internal static void Clear(nint count, float* row) => Unsafe.InitBlockUnaligned(row, 0, (uint)(count * sizeof(float)));
}
