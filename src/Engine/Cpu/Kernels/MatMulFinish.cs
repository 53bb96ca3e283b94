namespace KerasNet.Engine.Cpu;

/// <summary>What one call of the innermost kernel does with its sums: the part of the epilogue that falls to one block and one stretch of k.</summary>
/// <param name="Accumulate">Whether to add to what C holds.</param>
/// <param name="BiasAddress">The bias of the block's first column, or 0.</param>
/// <param name="Relu">Whether negative results become zero.</param>
internal readonly unsafe record struct MatMulFinish(bool Accumulate, nint BiasAddress, bool Relu)
{
    /// <summary>The bias of the block's first column, or null.</summary>
    internal float* Bias => (float*)BiasAddress;
}
