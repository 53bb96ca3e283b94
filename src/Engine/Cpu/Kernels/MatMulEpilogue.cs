namespace KerasNet.Engine.Cpu;

/// <summary>What happens to a sum on its way into C, while it is still in a register or in the nearest cache.</summary>
/// <remarks>C = rowPass(relu([C +] op(A)·op(B) + bias)), each part optional.</remarks>
internal readonly unsafe struct MatMulEpilogue
{
    /// <summary>Whether the product is added to what C holds instead of replacing it.</summary>
    internal bool Accumulate { get; init; }

    /// <summary>A vector of n values added to every row, or null.</summary>
    internal float* Bias { get; init; }

    /// <summary>Whether negative results become zero.</summary>
    internal bool Relu { get; init; }

    /// <summary>Applied in place to every finished stretch of a row (start, length), or null: sigmoid, tanh and other elementwise functions.</summary>
    internal delegate*<float*, nint, void> RowPass { get; init; }
}
