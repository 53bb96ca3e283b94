using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>From an operation and a dtype to the kernel for a tile. Addresses are taken one at a time, so that only what a program uses is compiled.</summary>
internal static unsafe class TileKernels
{
    /// <summary>The kernel of an operation with one operand; a bool result of 32-bit operands is a mask, of others bytes.</summary>
    internal static TileKernel Unary(Op op, DType type) => type switch
    {
        DType.Float32 => FloatUnary(op),
        DType.Float64 => DoubleUnary(op),
        DType.Int32 => WholeUnary<int>(op),
        DType.Int64 => WholeUnary<long>(op),
        _ => WholeUnary<byte>(op),
    };

    /// <summary>The kernel of an operation with two operands, or null where scalars have to be spread over a tile first.</summary>
    internal static TileKernel Binary(Op op, DType type, bool scalarX, bool scalarY)
    {
        if (HasVectors(op, type))
            return type switch
            {
                DType.Float32 => VectorBinary<float>(op, scalarX, scalarY),
                DType.Float64 => VectorBinary<double>(op, scalarX, scalarY),
                DType.Int32 => VectorBinary<int>(op, scalarX, scalarY),
                DType.Int64 => VectorBinary<long>(op, scalarX, scalarY),
                _ => VectorBinary<byte>(op, scalarX, scalarY),
            };
        if (scalarX || scalarY)
            return null;
        return type switch
        {
            DType.Float32 => RealBinary<float>(op),
            DType.Float64 => RealBinary<double>(op),
            DType.Int32 => WholeBinary<int>(op),
            DType.Int64 => WholeBinary<long>(op),
            _ => WholeBinary<byte>(op),
        };
    }

    /// <summary>The choice between 32-bit elements by a mask.</summary>
    internal static TileKernel SelectByMask(bool scalarX, bool scalarY) => (scalarX, scalarY) switch
    {
        (false, false) => &MaskSelect<DenseOperand, DenseOperand>.Run,
        (false, true) => &MaskSelect<DenseOperand, ScalarOperand>.Run,
        (true, false) => &MaskSelect<ScalarOperand, DenseOperand>.Run,
        (true, true) => &MaskSelect<ScalarOperand, ScalarOperand>.Run,
    };

    /// <summary>The choice between elements of one or eight bytes by bytes.</summary>
    internal static TileKernel SelectByBytes(int elementSize) =>
        elementSize == 1 ? &ScalarSelect<byte>.Run : elementSize == 4 ? &ScalarSelect<int>.Run : &ScalarSelect<long>.Run;

    /// <summary>A copy of elements of the given size.</summary>
    internal static TileKernel Copy(int elementSize) =>
        elementSize == 1 ? &VectorUnary<byte, CopyOp<byte>>.Run
        : elementSize == 4 ? &VectorUnary<int, CopyOp<int>>.Run
        : &VectorUnary<long, CopyOp<long>>.Run;

    /// <summary>Conversion between two number types, a bool counting as a byte; to bool it is the question whether the number is not 0.</summary>
    internal static TileKernel Convert(DType from, DType to)
    {
        if (from == DType.Int32 && to == DType.Float32)
            return &VectorUnary<float, IntToFloatOp>.Run;
        return from switch
        {
            DType.Float32 => ConvertFrom<float>(to),
            DType.Float64 => ConvertFrom<double>(to),
            DType.Int32 => ConvertFrom<int>(to),
            DType.Int64 => ConvertFrom<long>(to),
            _ => ConvertFrom<byte>(to),
        };
    }

    private static TileKernel ConvertFrom<T>(DType to)
        where T : unmanaged, INumber<T> => to switch
    {
        DType.Float32 => &ScalarUnary<T, float, ConvertOp<T, float>>.Run,
        DType.Float64 => &ScalarUnary<T, double, ConvertOp<T, double>>.Run,
        DType.Int32 => &ScalarUnary<T, int, ConvertOp<T, int>>.Run,
        DType.Int64 => &ScalarUnary<T, long, ConvertOp<T, long>>.Run,
        DType.UInt8 => &ScalarUnary<T, byte, ConvertOp<T, byte>>.Run,
        _ => &ScalarUnary<T, byte, TruthOp<T>>.Run,
    };

    private static TileKernel FloatUnary(Op op) => op switch
    {
        Op.Negate => Pick<float, NegateOp<float>>(),
        Op.Abs => Pick<float, AbsOp<float>>(),
        Op.Sign => Pick<float, SignOp<float>>(),
        Op.Floor => Pick<float, FloorOp>(),
        Op.Ceil => Pick<float, CeilOp>(),
        Op.Round => Pick<float, RoundOp>(),
        Op.Exp => Pick<float, ExpOp>(),
        Op.Expm1 => Pick<float, Expm1Op>(),
        Op.Log => Pick<float, LogOp>(),
        Op.Log1p => Pick<float, Log1pOp>(),
        Op.Sqrt => Pick<float, SqrtOp<float>>(),
        Op.Rsqrt => Pick<float, RsqrtOp<float>>(),
        Op.Sin => Pick<float, SinOp>(),
        Op.Cos => Pick<float, CosOp>(),
        Op.Tanh => Pick<float, TanhOp>(),
        Op.Sigmoid => Pick<float, SigmoidOp>(),
        Op.Erf => Pick<float, ErfOp>(),
        Op.Relu => Pick<float, ReluOp<float>>(),
        Op.IsFinite => Pick<float, FiniteMaskOp>(),
        _ => throw Unknown(op, DType.Float32),
    };

    private static TileKernel DoubleUnary(Op op) => op switch
    {
        Op.Negate => Pick<double, NegateOp<double>>(),
        Op.Abs => Pick<double, AbsOp<double>>(),
        Op.Sign => Pick<double, SignOp<double>>(),
        Op.Floor => PickDouble<DoubleFloor>(),
        Op.Ceil => PickDouble<DoubleCeil>(),
        Op.Round => PickDouble<DoubleRound>(),
        Op.Exp => PickDouble<DoubleExp>(),
        Op.Expm1 => PickDouble<DoubleExpm1>(),
        Op.Log => PickDouble<DoubleLog>(),
        Op.Log1p => PickDouble<DoubleLog1p>(),
        Op.Sqrt => Pick<double, SqrtOp<double>>(),
        Op.Rsqrt => Pick<double, RsqrtOp<double>>(),
        Op.Sin => PickDouble<DoubleSin>(),
        Op.Cos => PickDouble<DoubleCos>(),
        Op.Tanh => PickDouble<DoubleTanh>(),
        Op.Sigmoid => PickDouble<DoubleSigmoid>(),
        Op.Erf => PickDouble<DoubleErf>(),
        Op.Relu => Pick<double, ReluOp<double>>(),
        Op.IsFinite => &ScalarUnary<double, byte, FiniteOp<double>>.Run,
        _ => throw Unknown(op, DType.Float64),
    };

    private static TileKernel WholeUnary<T>(Op op)
        where T : unmanaged, IBinaryInteger<T> => op switch
    {
        Op.Negate => Pick<T, NegateOp<T>>(),
        Op.Abs => Pick<T, AbsOp<T>>(),
        Op.Sign => Pick<T, SignOp<T>>(),
        Op.Floor or Op.Ceil or Op.Round => Pick<T, CopyOp<T>>(),
        Op.IsFinite => &ScalarUnary<T, byte, FiniteOp<T>>.Run,
        Op.Not => &ScalarUnary<byte, byte, NotOp>.Run,
        _ => throw Unknown(op, DTypes.Of<T>()),
    };

    private static bool HasVectors(Op op, DType type) => op switch
    {
        Op.Add or Op.Subtract or Op.Multiply or Op.Maximum or Op.Minimum or Op.And or Op.Or => true,
        Op.Divide => type.IsFloating(),
        Op.Equal or Op.Less or Op.LessOrEqual => type.Size() == 4,
        _ => false,
    };

    private static TileKernel VectorBinary<T>(Op op, bool scalarX, bool scalarY)
        where T : unmanaged => op switch
    {
        Op.Add => Pick<T, AddOp<T>>(scalarX, scalarY),
        Op.Subtract => Pick<T, SubtractOp<T>>(scalarX, scalarY),
        Op.Multiply => Pick<T, MultiplyOp<T>>(scalarX, scalarY),
        Op.Divide => Pick<T, DivideOp<T>>(scalarX, scalarY),
        Op.Maximum => Pick<T, MaximumOp<T>>(scalarX, scalarY),
        Op.Minimum => Pick<T, MinimumOp<T>>(scalarX, scalarY),
        Op.And => Pick<T, AndOp<T>>(scalarX, scalarY),
        Op.Or => Pick<T, OrOp<T>>(scalarX, scalarY),
        Op.Equal => Pick<T, EqualMaskOp<T>>(scalarX, scalarY),
        Op.Less => Pick<T, LessMaskOp<T>>(scalarX, scalarY),
        _ => Pick<T, LessOrEqualMaskOp<T>>(scalarX, scalarY),
    };

    private static TileKernel RealBinary<T>(Op op)
        where T : unmanaged, IFloatingPointIeee754<T> => op switch
    {
        Op.Remainder => &ScalarBinary<T, T, RemainderOp<T>>.Run,
        Op.Power => &ScalarBinary<T, T, PowerOp<T>>.Run,
        _ => Comparison<T>(op),
    };

    private static TileKernel WholeBinary<T>(Op op)
        where T : unmanaged, IBinaryInteger<T> => op switch
    {
        Op.Divide => &ScalarBinary<T, T, WholeDivideOp<T>>.Run,
        Op.Remainder => &ScalarBinary<T, T, WholeRemainderOp<T>>.Run,
        Op.Power => &ScalarBinary<T, T, WholePowerOp<T>>.Run,
        _ => Comparison<T>(op),
    };

    private static TileKernel Comparison<T>(Op op)
        where T : unmanaged, INumber<T> => op switch
    {
        Op.Equal => &ScalarBinary<T, byte, EqualOp<T>>.Run,
        Op.Less => &ScalarBinary<T, byte, LessOp<T>>.Run,
        Op.LessOrEqual => &ScalarBinary<T, byte, LessOrEqualOp<T>>.Run,
        _ => throw Unknown(op, DTypes.Of<T>()),
    };

    private static TileKernel Pick<T, TOp>()
        where T : unmanaged
        where TOp : struct, IVectorUnary<T>
        => &VectorUnary<T, TOp>.Run;

    private static TileKernel PickDouble<TOp>()
        where TOp : struct, IScalarUnary<double, double>
        => &ScalarUnary<double, double, TOp>.Run;

    private static TileKernel Pick<T, TOp>(bool scalarX, bool scalarY)
        where T : unmanaged
        where TOp : struct, IVectorBinary<T> => (scalarX, scalarY) switch
    {
        (false, false) => &VectorBinary<T, TOp, DenseOperand, DenseOperand>.Run,
        (false, true) => &VectorBinary<T, TOp, DenseOperand, ScalarOperand>.Run,
        (true, false) => &VectorBinary<T, TOp, ScalarOperand, DenseOperand>.Run,
        (true, true) => &VectorBinary<T, TOp, ScalarOperand, ScalarOperand>.Run,
    };

    private static NotSupportedException Unknown(Op op, DType type) => new($"The CPU engine has no kernel for {op} of {type.KerasName()}.");
}
