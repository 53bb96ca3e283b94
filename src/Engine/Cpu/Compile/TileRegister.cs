namespace KerasNet.Engine.Cpu;

/// <summary>How an operand of a group reaches the kernels.</summary>
internal enum TileSource
{
    /// <summary>The result of an instruction, in scratch memory or in an output.</summary>
    Computed,

    /// <summary>Memory of the group's own shape, read in place.</summary>
    Dense,

    /// <summary>One number.</summary>
    Scalar,

    /// <summary>Memory of a smaller shape, spread over scratch memory at the start of each tile.</summary>
    Spread,
}

/// <summary>One value of a group: a tile of it is what kernels read and write.</summary>
internal sealed class TileRegister(TileSource source, DType type)
{
    internal TileSource Source { get; } = source;

    internal DType Type { get; } = type;

    /// <summary>For a truth value: whether it is kept as masks of 32 bits instead of bytes.</summary>
    internal bool IsMask { get; init; }

    /// <summary>The tensor in memory: what is read, or the output to which the result goes.</summary>
    internal KerasTensor? Tensor { get; set; }

    /// <summary>For spread operands: the distance between neighbours along each axis of the group's shape, 0 where stretched.</summary>
    internal int[] Strides { get; init; } = [];

    /// <summary>Whether <see cref="Tensor"/> is written, not read.</summary>
    internal bool Output { get; set; }

    /// <summary>Bytes of an element while it is in a tile.</summary>
    internal int Size => IsMask ? 4 : Type.Size();
}
