namespace KerasNet;

/// <summary>Operations on symbols, with Keras' names: what layers, losses, metrics and optimizers are written in. Each returns a new symbol and computes nothing yet.</summary>
/// <remarks>Operands of different dtypes are converted to the wider one; numbers take the dtype of the tensor beside them. Shapes broadcast as in NumPy.</remarks>
public static partial class Ops
{
    /// <summary>−x.</summary>
    public static KerasTensor Negate(KerasTensor x) => Unary(Op.Negate, x);

    /// <summary>|x|.</summary>
    public static KerasTensor Abs(KerasTensor x) => Unary(Op.Abs, x);

    /// <summary>−1, 0 or 1, the sign of x.</summary>
    public static KerasTensor Sign(KerasTensor x) => Unary(Op.Sign, x);

    /// <summary>The largest whole number ≤ x.</summary>
    public static KerasTensor Floor(KerasTensor x) => Unary(Op.Floor, x);

    /// <summary>The smallest whole number ≥ x.</summary>
    public static KerasTensor Ceil(KerasTensor x) => Unary(Op.Ceil, x);

    /// <summary>The nearest whole number; halves go to the even neighbour.</summary>
    public static KerasTensor Round(KerasTensor x) => Unary(Op.Round, x);

    /// <summary>eˣ.</summary>
    public static KerasTensor Exp(KerasTensor x) => Unary(Op.Exp, ToFloat(x));

    /// <summary>eˣ − 1, exact near 0.</summary>
    public static KerasTensor Expm1(KerasTensor x) => Unary(Op.Expm1, ToFloat(x));

    /// <summary>The natural logarithm of x.</summary>
    public static KerasTensor Log(KerasTensor x) => Unary(Op.Log, ToFloat(x));

    /// <summary>ln(1 + x), exact near 0.</summary>
    public static KerasTensor Log1p(KerasTensor x) => Unary(Op.Log1p, ToFloat(x));

    /// <summary>√x.</summary>
    public static KerasTensor Sqrt(KerasTensor x) => Unary(Op.Sqrt, ToFloat(x));

    /// <summary>1 / √x.</summary>
    public static KerasTensor Rsqrt(KerasTensor x) => Unary(Op.Rsqrt, ToFloat(x));

    /// <summary>x².</summary>
    public static KerasTensor Square(KerasTensor x) => Multiply(x, x);

    /// <summary>The sine of x radians.</summary>
    public static KerasTensor Sin(KerasTensor x) => Unary(Op.Sin, ToFloat(x));

    /// <summary>The cosine of x radians.</summary>
    public static KerasTensor Cos(KerasTensor x) => Unary(Op.Cos, ToFloat(x));

    /// <summary>The hyperbolic tangent of x.</summary>
    public static KerasTensor Tanh(KerasTensor x) => Unary(Op.Tanh, ToFloat(x));

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static KerasTensor Sigmoid(KerasTensor x) => Unary(Op.Sigmoid, ToFloat(x));

    /// <summary>The error function of x.</summary>
    public static KerasTensor Erf(KerasTensor x) => Unary(Op.Erf, ToFloat(x));

    /// <summary>max(x, 0).</summary>
    public static KerasTensor Relu(KerasTensor x) => Unary(Op.Relu, ToFloat(x));

    /// <summary>Logical negation of a bool tensor.</summary>
    public static KerasTensor LogicalNot(KerasTensor x) => Unary(Op.Not, Cast(x, DType.Bool));

    /// <summary>True where x is neither infinite nor NaN.</summary>
    public static KerasTensor IsFinite(KerasTensor x) => Unary(Op.IsFinite, x);

    /// <summary>x, through which no gradient passes.</summary>
    public static KerasTensor StopGradient(KerasTensor x) => Unary(Op.StopGradient, x);

    /// <summary>x converted to another dtype. To integers it truncates towards 0, to bool it is x ≠ 0.</summary>
    public static KerasTensor Cast(KerasTensor x, DType type) =>
        x.DType == type ? x : Node.Create(Op.Cast, [x], new CastAttributes(type)).Output;

    /// <summary>a + b.</summary>
    public static KerasTensor Add(KerasTensor a, KerasTensor b) => Binary(Op.Add, a, b);

    /// <summary>a − b.</summary>
    public static KerasTensor Subtract(KerasTensor a, KerasTensor b) => Binary(Op.Subtract, a, b);

    /// <summary>a · b.</summary>
    public static KerasTensor Multiply(KerasTensor a, KerasTensor b) => Binary(Op.Multiply, a, b);

    /// <summary>a / b; integers are converted to float32 first.</summary>
    public static KerasTensor Divide(KerasTensor a, KerasTensor b) =>
        a.DType.IsFloating() || b.DType.IsFloating() ? Binary(Op.Divide, a, b) : Binary(Op.Divide, ToFloat(a), ToFloat(b));

    /// <summary>a / b, and 0 where b is 0; no NaN reaches the gradient.</summary>
    public static KerasTensor DivideNoNaN(KerasTensor a, KerasTensor b)
    {
        KerasTensor zero = Equal(b, Scalar(0, b));
        return Where(zero, Scalar(0, a), Divide(a, Where(zero, Scalar(1, b), b)));
    }

    /// <summary>a − b·⌊a / b⌋, the remainder with the sign of b.</summary>
    public static KerasTensor Mod(KerasTensor a, KerasTensor b) => Binary(Op.Remainder, a, b);

    /// <summary>aᵇ.</summary>
    public static KerasTensor Power(KerasTensor a, KerasTensor b) => Binary(Op.Power, a, b);

    /// <summary>aᵇ for a number b.</summary>
    public static KerasTensor Power(KerasTensor a, double b) => b switch
    {
        1 => a,
        2 => Square(a),
        0.5 => Sqrt(a),
        _ => Binary(Op.Power, a, Scalar(b, a)),
    };

    /// <summary>The larger of a and b; NaN if either is. Where they are equal the gradient goes to a.</summary>
    public static KerasTensor Maximum(KerasTensor a, KerasTensor b) => Binary(Op.Maximum, a, b);

    /// <summary>The larger of a and a number.</summary>
    public static KerasTensor Maximum(KerasTensor a, double b) => Binary(Op.Maximum, a, Scalar(b, a));

    /// <summary>The smaller of a and b; NaN if either is. Where they are equal the gradient goes to a.</summary>
    public static KerasTensor Minimum(KerasTensor a, KerasTensor b) => Binary(Op.Minimum, a, b);

    /// <summary>The smaller of a and a number.</summary>
    public static KerasTensor Minimum(KerasTensor a, double b) => Binary(Op.Minimum, a, Scalar(b, a));

    /// <summary>x limited to [low, high]; beyond the limits the gradient is 0.</summary>
    public static KerasTensor Clip(KerasTensor x, double low, double high) => Minimum(Maximum(x, low), high);

    /// <summary>Logical and.</summary>
    public static KerasTensor LogicalAnd(KerasTensor a, KerasTensor b) => Binary(Op.And, Cast(a, DType.Bool), Cast(b, DType.Bool));

    /// <summary>Logical or.</summary>
    public static KerasTensor LogicalOr(KerasTensor a, KerasTensor b) => Binary(Op.Or, Cast(a, DType.Bool), Cast(b, DType.Bool));

    /// <summary>Bitwise and of integers.</summary>
    public static KerasTensor BitwiseAnd(KerasTensor a, KerasTensor b) => Binary(Op.And, a, b);

    /// <summary>a = b.</summary>
    public static KerasTensor Equal(KerasTensor a, KerasTensor b) => Binary(Op.Equal, a, b);

    /// <summary>a = b for a number.</summary>
    public static KerasTensor Equal(KerasTensor a, double b) => Binary(Op.Equal, a, Scalar(b, a));

    /// <summary>a ≠ b.</summary>
    public static KerasTensor NotEqual(KerasTensor a, KerasTensor b) => Unary(Op.Not, Binary(Op.Equal, a, b));

    /// <summary>a ≠ b for a number.</summary>
    public static KerasTensor NotEqual(KerasTensor a, double b) => NotEqual(a, Scalar(b, a));

    /// <summary>a &lt; b.</summary>
    public static KerasTensor Less(KerasTensor a, KerasTensor b) => Binary(Op.Less, a, b);

    /// <summary>a &lt; b for a number.</summary>
    public static KerasTensor Less(KerasTensor a, double b) => Binary(Op.Less, a, Scalar(b, a));

    /// <summary>a ≤ b.</summary>
    public static KerasTensor LessEqual(KerasTensor a, KerasTensor b) => Binary(Op.LessOrEqual, a, b);

    /// <summary>a ≤ b for a number.</summary>
    public static KerasTensor LessEqual(KerasTensor a, double b) => Binary(Op.LessOrEqual, a, Scalar(b, a));

    /// <summary>a &gt; b.</summary>
    public static KerasTensor Greater(KerasTensor a, KerasTensor b) => Binary(Op.Less, b, a);

    /// <summary>a &gt; b for a number.</summary>
    public static KerasTensor Greater(KerasTensor a, double b) => Binary(Op.Less, Scalar(b, a), a);

    /// <summary>a ≥ b.</summary>
    public static KerasTensor GreaterEqual(KerasTensor a, KerasTensor b) => Binary(Op.LessOrEqual, b, a);

    /// <summary>a ≥ b for a number.</summary>
    public static KerasTensor GreaterEqual(KerasTensor a, double b) => Binary(Op.LessOrEqual, Scalar(b, a), a);

    /// <summary>Where the condition is true a, elsewhere b.</summary>
    public static KerasTensor Where(KerasTensor condition, KerasTensor a, KerasTensor b)
    {
        DType type = DTypes.Promote(a.DType, b.DType);
        return Node.Create(Op.Select, [Cast(condition, DType.Bool), Cast(a, type), Cast(b, type)]).Output;
    }

    /// <summary>x, or x as float32 if it is not of a floating dtype.</summary>
    public static KerasTensor ToFloat(KerasTensor x) => x.DType.IsFloating() ? x : Cast(x, DType.Float32);

    /// <summary>A function that looks at its operands' shapes: while a model is defined, what an unknown dimension is shows only in each trace.</summary>
    internal static KerasTensor Shaped(string name, Func<KerasTensor[], KerasTensor> compute, params KerasTensor[] x) =>
        Array.Exists(x, operand => operand.IsSymbol) ? SymbolicNode.Record(name, x, traced => [compute(traced)]).Output : compute(x);

    private static KerasTensor Unary(Op op, KerasTensor x) => Node.Create(op, [x]).Output;

    private static KerasTensor Binary(Op op, KerasTensor a, KerasTensor b)
    {
        DType type = DTypes.Promote(a.DType, b.DType);
        return Node.Create(op, [Cast(a, type), Cast(b, type)]).Output;
    }
}
