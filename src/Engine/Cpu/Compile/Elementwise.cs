namespace KerasNet.Engine.Cpu;

/// <summary>Which operations treat every element alike, and what they cost.</summary>
internal static class Elementwise
{
    /// <summary>Whether element i of the result needs nothing but element i of the stretched operands.</summary>
    internal static bool Is(Op op) => op is (>= Op.Negate and <= Op.Cast) or (>= Op.Add and <= Op.Select) or Op.Relu or Op.Broadcast;

    /// <summary>A rough time for one element of a tile, in units of an addition of floats.</summary>
    internal static int Cost(Op op, DType type) => op switch
    {
        Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Sin or Op.Cos or Op.Tanh or Op.Sigmoid or Op.Erf => type == DType.Float32 ? 12 : 200,
        Op.Power or Op.Remainder => 200,
        Op.Divide or Op.Sqrt or Op.Rsqrt => type == DType.Float32 ? 4 : 16,
        Op.Cast => 8,
        _ => type.Size() == 4 ? 1 : 4,
    };
}
