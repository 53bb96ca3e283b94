// One operation over a tile: up to three operands, the result, the number of elements. Operands that a kernel does not have are ignored.
global using unsafe TileKernel = delegate*<byte*, byte*, byte*, byte*, nint, void>;

namespace KerasNet.Engine.Cpu;

/// <summary>How a kernel walks one of its operands. The property is a constant to the compiler, so every combination is a loop of its own.</summary>
internal interface ITileOperand
{
    /// <summary>Whether the operand is one number for the whole tile.</summary>
    static abstract bool IsScalar { get; }
}

/// <summary>One element per element of the result.</summary>
internal readonly struct DenseOperand : ITileOperand
{
    public static bool IsScalar => false;
}

/// <summary>One number for all elements.</summary>
internal readonly struct ScalarOperand : ITileOperand
{
    public static bool IsScalar => true;
}
