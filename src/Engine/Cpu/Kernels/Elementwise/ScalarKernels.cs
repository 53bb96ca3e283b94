using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A function of one number.</summary>
internal interface IScalarUnary<T, TResult>
{
    static abstract TResult Invoke(T x);
}

/// <summary>A function of two numbers.</summary>
internal interface IScalarBinary<T, TResult>
{
    static abstract TResult Invoke(T x, T y);
}

/// <summary>Applies a function to a tile, element by element: for dtypes and functions whose speed does not matter.</summary>
internal static unsafe class ScalarUnary<T, TResult, TOp>
    where T : unmanaged
    where TResult : unmanaged
    where TOp : struct, IScalarUnary<T, TResult>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        for (nint i = 0; i < n; i++)
            ((TResult*)result)[i] = TOp.Invoke(((T*)a)[i]);
    }
}

/// <summary>Applies a function to two tiles, element by element.</summary>
internal static unsafe class ScalarBinary<T, TResult, TOp>
    where T : unmanaged
    where TResult : unmanaged
    where TOp : struct, IScalarBinary<T, TResult>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        for (nint i = 0; i < n; i++)
            ((TResult*)result)[i] = TOp.Invoke(((T*)a)[i], ((T*)b)[i]);
    }
}

/// <summary>Takes from the second or third tile as the bytes of the first say.</summary>
internal static unsafe class ScalarSelect<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(byte* a, byte* b, byte* c, byte* result, nint n)
    {
        for (nint i = 0; i < n; i++)
            ((T*)result)[i] = a[i] != 0 ? ((T*)b)[i] : ((T*)c)[i];
    }
}

/// <summary>Converts between number types; fractions are cut off, what does not fit wraps around.</summary>
internal readonly struct ConvertOp<T, TResult> : IScalarUnary<T, TResult>
    where T : unmanaged, INumber<T>
    where TResult : unmanaged, INumber<TResult>
{
    public static TResult Invoke(T x) => TResult.CreateTruncating(x);
}

/// <summary>1 for every number except 0.</summary>
internal readonly struct TruthOp<T> : IScalarUnary<T, byte>
    where T : unmanaged, INumber<T>
{
    public static byte Invoke(T x) => T.IsZero(x) ? (byte)0 : (byte)1;
}

/// <summary>1 for numbers that are neither infinite nor NaN.</summary>
internal readonly struct FiniteOp<T> : IScalarUnary<T, byte>
    where T : unmanaged, INumber<T>
{
    public static byte Invoke(T x) => T.IsFinite(x) ? (byte)1 : (byte)0;
}

internal readonly struct NotOp : IScalarUnary<byte, byte>
{
    public static byte Invoke(byte x) => (byte)(x ^ 1);
}

internal readonly struct EqualOp<T> : IScalarBinary<T, byte>
    where T : unmanaged, INumber<T>
{
    public static byte Invoke(T x, T y) => x == y ? (byte)1 : (byte)0;
}

internal readonly struct LessOp<T> : IScalarBinary<T, byte>
    where T : unmanaged, INumber<T>
{
    public static byte Invoke(T x, T y) => x < y ? (byte)1 : (byte)0;
}

internal readonly struct LessOrEqualOp<T> : IScalarBinary<T, byte>
    where T : unmanaged, INumber<T>
{
    public static byte Invoke(T x, T y) => x <= y ? (byte)1 : (byte)0;
}

internal readonly struct XorOp : IScalarBinary<byte, byte>
{
    public static byte Invoke(byte x, byte y) => (byte)(x ^ y);
}

/// <summary>a − b·⌊a / b⌋ of fractions.</summary>
internal readonly struct RemainderOp<T> : IScalarBinary<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Invoke(T x, T y)
    {
        T rest = x % y;
        return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
    }
}

/// <summary>aᵇ of fractions.</summary>
internal readonly struct PowerOp<T> : IScalarBinary<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Invoke(T x, T y) => T.Pow(x, y);
}

/// <summary>a / b of integers; a division by 0 gives 0, because a tile must not stop in the middle.</summary>
internal readonly struct WholeDivideOp<T> : IScalarBinary<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T x, T y) => T.IsZero(y) ? T.Zero : IsMinusOne(y) ? T.Zero - x : x / y;

    /// <summary>The one divisor whose quotient may not fit; the hardware would stop.</summary>
    internal static bool IsMinusOne(T y) => T.IsNegative(y) && T.IsZero(y + T.One);
}

/// <summary>The remainder of integers with the sign of the divisor; 0 for a divisor of 0.</summary>
internal readonly struct WholeRemainderOp<T> : IScalarBinary<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T x, T y)
    {
        if (T.IsZero(y) || WholeDivideOp<T>.IsMinusOne(y))
            return T.Zero;
        T rest = x % y;
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
    }
}

/// <summary>aᵇ of integers by repeated squaring; below 1 in size it is cut off to 0.</summary>
internal readonly struct WholePowerOp<T> : IScalarBinary<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T x, T y)
    {
        if (T.IsNegative(y))
            return x == T.One ? x : x == -T.One ? (T.IsEvenInteger(y) ? T.One : x) : T.Zero;
        T result = T.One;
        for (; !T.IsZero(y); y >>= 1, x *= x)
            if (T.IsOddInteger(y))
                result *= x;
        return result;
    }
}
