using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

// Functions that hardware has, for every number type.

internal readonly struct AddOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x + y;
}

internal readonly struct SubtractOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x - y;
}

internal readonly struct MultiplyOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x * y;
}

internal readonly struct DivideOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x / y;
}

/// <summary>The larger number; NaN if either is.</summary>
internal readonly struct MaximumOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.Max(x, y);
}

/// <summary>The smaller number; NaN if either is.</summary>
internal readonly struct MinimumOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.Min(x, y);
}

internal readonly struct AndOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x & y;
}

internal readonly struct OrOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x | y;
}

internal readonly struct NegateOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x) => -x;
}

internal readonly struct AbsOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x) => Vector.Abs(x);
}

/// <summary>−1, 0 or 1; NaN and zeros stay what they are.</summary>
internal readonly struct SignOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x)
    {
        Vector<T> positive = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, x);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -Vector<T>.One, positive);
    }
}

internal readonly struct CopyOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x) => x;
}

internal readonly struct SqrtOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x) => Vector.SquareRoot(x);
}

internal readonly struct RsqrtOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x) => Vector<T>.One / Vector.SquareRoot(x);
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReluOp<T> : IVectorUnary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), Vector<T>.Zero, x);
}

// Comparisons that leave all bits of an element set where they hold.

internal readonly struct EqualMaskOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.Equals(x, y);
}

internal readonly struct LessMaskOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.LessThan(x, y);
}

internal readonly struct LessOrEqualMaskOp<T> : IVectorBinary<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.LessThanOrEqual(x, y);
}

internal readonly struct NotMaskOp : IVectorUnary<int>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<int> Invoke(Vector<int> x) => ~x;
}

/// <summary>Set where x is neither infinite nor NaN: x − x is 0 only there.</summary>
internal readonly struct FiniteMaskOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.AsVectorSingle(Vector.Equals(x - x, Vector<float>.Zero));
}

/// <summary>A mask as the number 1 or 0.</summary>
internal readonly struct MaskToFloatOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => x & Vector<float>.One;
}

/// <summary>A mask as the number 1 or 0.</summary>
internal readonly struct MaskToIntOp : IVectorUnary<int>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<int> Invoke(Vector<int> x) => -x;
}

/// <summary>The bits of a whole number to the fraction of the same value. Operand and result share their width, so the same traversal serves.</summary>
internal readonly struct IntToFloatOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.ConvertToSingle(Vector.AsVectorInt32(x));
}

// Rounding.

internal readonly struct FloorOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.Floor(x);
}

internal readonly struct CeilOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.Ceiling(x);
}

/// <summary>The nearest whole number; halves go to the even neighbour.</summary>
internal readonly struct RoundOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.Round(x);
}
