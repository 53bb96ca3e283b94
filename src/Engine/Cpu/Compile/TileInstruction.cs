using System.Reflection;

namespace KerasNet.Engine.Cpu;

/// <summary>One kernel applied to tiles of a group. Operands that the kernel does not have are 0.</summary>
internal readonly unsafe struct TileInstruction(TileKernel kernel, int a, int b, int c, int result, MethodInfo? function)
{
    internal readonly TileKernel Kernel = kernel;
    internal readonly int A = a;
    internal readonly int B = b;
    internal readonly int C = c;
    internal readonly int Result = result;

    /// <summary>The same operation as a function of vectors, for a generated loop; null where there is none.</summary>
    internal readonly MethodInfo? Function = function;
}
