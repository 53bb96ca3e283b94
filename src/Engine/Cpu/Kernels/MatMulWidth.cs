namespace KerasNet.Engine.Cpu;

/// <summary>The widest vector that the matrix kernels use.</summary>
internal enum MatMulWidth
{
    /// <summary>128 bits, in software where there is nothing better.</summary>
    Bits128 = 4,

    /// <summary>256 bits.</summary>
    Bits256 = 8,

    /// <summary>512 bits.</summary>
    Bits512 = 16,
}
