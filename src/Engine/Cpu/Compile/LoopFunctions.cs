using System.Reflection;

namespace KerasNet.Engine.Cpu;

/// <summary>From an operation on 32-bit elements to its function of vectors, for generated loops.</summary>
internal static class LoopFunctions
{
    /// <summary>The function of an operation with one or two operands, or null where there is none.</summary>
    internal static MethodInfo? Of(Op op, DType type) => type switch
    {
        DType.Float32 => Invoke(OfFloat(op) ?? OfAny<float>(op)),
        DType.Int32 => Invoke(OfAny<int>(op)),
        _ => null,
    };

    /// <summary>The function of a struct.</summary>
    internal static MethodInfo? Invoke(Type? function) => function?.GetMethod("Invoke");

    private static Type? OfFloat(Op op) => op switch
    {
        Op.Divide => typeof(DivideOp<float>),
        Op.Floor => typeof(FloorOp),
        Op.Ceil => typeof(CeilOp),
        Op.Round => typeof(RoundOp),
        Op.Exp => typeof(ExpOp),
        Op.Expm1 => typeof(Expm1Op),
        Op.Log => typeof(LogOp),
        Op.Log1p => typeof(Log1pOp),
        Op.Sqrt => typeof(SqrtOp<float>),
        Op.Rsqrt => typeof(RsqrtOp<float>),
        Op.Tanh => typeof(TanhOp),
        Op.Sigmoid => typeof(SigmoidOp),
        Op.Erf => typeof(ErfOp),
        Op.Relu => typeof(ReluOp<float>),
        Op.IsFinite => typeof(FiniteMaskOp),
        _ => null,
    };

    private static Type? OfAny<T>(Op op)
        where T : unmanaged => op switch
    {
        Op.Negate => typeof(NegateOp<T>),
        Op.Abs => typeof(AbsOp<T>),
        Op.Sign => typeof(SignOp<T>),
        Op.Add => typeof(AddOp<T>),
        Op.Subtract => typeof(SubtractOp<T>),
        Op.Multiply => typeof(MultiplyOp<T>),
        Op.Maximum => typeof(MaximumOp<T>),
        Op.Minimum => typeof(MinimumOp<T>),
        Op.And => typeof(AndOp<T>),
        Op.Or => typeof(OrOp<T>),
        Op.Equal => typeof(EqualMaskOp<T>),
        Op.Less => typeof(LessMaskOp<T>),
        Op.LessOrEqual => typeof(LessOrEqualMaskOp<T>),
        _ => null,
    };
}
