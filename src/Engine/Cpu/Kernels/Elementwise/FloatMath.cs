using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Functions of 32-bit floats by polynomials, accurate to a few units in the last place; the coefficients are Chebyshev fits.</summary>
internal static class FloatMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has so few bits that n · Ln2High is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ; 0 below −104, infinite above 88.8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Exp(Vector<float> x)
    {
        Vector<float> bounded = Vector.MinNative(Vector.MaxNative(x, new(-104f)), new(89f));
        Vector<float> n = Vector.Round(bounded * new Vector<float>(Log2E));
        Vector<float> r = Vector.FusedMultiplyAdd(n, new(-Ln2High), bounded);
        r = Vector.FusedMultiplyAdd(n, new(-Ln2Low), r);
        Vector<float> p = ExpPolynomial(r);

        // 2ⁿ in two factors, because n may lie beyond the exponents of normal numbers.
        Vector<int> exponent = Vector.ConvertToInt32Native(n);
        Vector<int> half = Vector.ShiftRightArithmetic(exponent, 1);
        Vector<float> result = p * PowerOfTwo(half) * PowerOfTwo(exponent - half);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    /// <summary>eˣ for x ≤ 0, the case of a shifted softmax; what would be below the normal numbers is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> ExpOfNegative(Vector<float> x)
    {
        Vector<float> bounded = Vector.MaxNative(x, new(-87.3f));
        Vector<float> n = Vector.Round(bounded * new Vector<float>(Log2E));
        Vector<float> r = Vector.FusedMultiplyAdd(n, new(-Ln2High), bounded);
        r = Vector.FusedMultiplyAdd(n, new(-Ln2Low), r);
        Vector<float> result = ExpPolynomial(r) * PowerOfTwo(Vector.ConvertToInt32Native(n));
        result = Vector.ConditionalSelect(Vector.LessThan(x, new(-87.3f)), Vector<float>.Zero, result);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    /// <summary>eˣ − 1, exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Expm1(Vector<float> x)
    {
        // The series of eˣ without its first term.
        Vector<float> p = new(1f / 40320);
        p = Vector.FusedMultiplyAdd(p, x, new(1f / 5040));
        p = Vector.FusedMultiplyAdd(p, x, new(1f / 720));
        p = Vector.FusedMultiplyAdd(p, x, new(1f / 120));
        p = Vector.FusedMultiplyAdd(p, x, new(1f / 24));
        p = Vector.FusedMultiplyAdd(p, x, new(1f / 6));
        p = Vector.FusedMultiplyAdd(p, x, new(0.5f));
        p = Vector.FusedMultiplyAdd(p * x, x, x);
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), new(0.5f)), p, Exp(x) - Vector<float>.One);
    }

    /// <summary>ln(1 + x), exact near 0: what 1 + x loses is added back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Log1p(Vector<float> x)
    {
        Vector<float> u = Vector<float>.One + x;
        Vector<float> log = Vector.Log(u);
        Vector<float> corrected = log + (x - (u - Vector<float>.One)) / u;

        // At −1, beyond it and at infinity there is nothing to correct.
        Vector<int> correctable = Vector.GreaterThan(u, Vector<float>.Zero) & Vector.LessThan(u, new(float.PositiveInfinity));
        return Vector.ConditionalSelect(correctable, corrected, log);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Sigmoid(Vector<float> x)
    {
        // Beyond the bounds nothing changes any more, and within them 2ⁿ is a normal number, or at −89 infinity, which makes the result 0: −∞ times it must
        // not be −∞. Bounds come first, so that a NaN stays one.
        Vector<float> bounded = Vector.MinNative(new(88f), Vector.MaxNative(new(-89f), x));
        Vector<float> n = Vector.Round(bounded * new Vector<float>(-Log2E));
        Vector<float> r = Vector.FusedMultiplyAdd(n, new(-Ln2High), -bounded);
        r = Vector.FusedMultiplyAdd(n, new(-Ln2Low), r);
        return Vector<float>.One / Vector.FusedMultiplyAdd(ExpPolynomial(r), PowerOfTwo(Vector.ConvertToInt32Native(n)), Vector<float>.One);
    }

    /// <summary>The hyperbolic tangent: x times a quotient of polynomials of x², fitted up to 9, from where on the result is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Tanh(Vector<float> x)
    {
        x = Vector.MinNative(new(9f), Vector.MaxNative(new(-9f), x));
        Vector<float> z = x * x;
        Vector<float> p = new(1.3354762e-8f);
        p = Vector.FusedMultiplyAdd(p, z, new(2.060916298e-5f));
        p = Vector.FusedMultiplyAdd(p, z, new(0.003495593405f));
        p = Vector.FusedMultiplyAdd(p, z, new(0.1338103022f));
        p = Vector.FusedMultiplyAdd(p, z, Vector<float>.One);
        Vector<float> q = new(7.776601808e-7f);
        q = Vector.FusedMultiplyAdd(q, z, new(0.0003285643179f));
        q = Vector.FusedMultiplyAdd(q, z, new(0.0258770027f));
        q = Vector.FusedMultiplyAdd(q, z, new(0.4671434583f));
        q = Vector.FusedMultiplyAdd(q, z, Vector<float>.One);
        return Vector.MinNative(Vector<float>.One, Vector.MaxNative(-Vector<float>.One, x * p / q));
    }

    /// <summary>The error function: a polynomial below 1, 1 minus e to a polynomial (the logarithm of its complement) above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Erf(Vector<float> x)
    {
        Vector<float> z = x * x;
        Vector<float> near = new(7.875875063e-5f);
        near = Vector.FusedMultiplyAdd(near, z, new(-0.0008016864287f));
        near = Vector.FusedMultiplyAdd(near, z, new(0.005189087423f));
        near = Vector.FusedMultiplyAdd(near, z, new(-0.02685421201f));
        near = Vector.FusedMultiplyAdd(near, z, new(0.1128359472f));
        near = Vector.FusedMultiplyAdd(near, z, new(-0.3761262667f));
        near = Vector.FusedMultiplyAdd(near, z, new(1.128379166f));

        Vector<float> t = Vector.MinNative(Vector.Abs(x), new(4.1f));
        Vector<float> log = new(-1.265727426e-5f);
        log = Vector.FusedMultiplyAdd(log, t, new(0.0003065114437f));
        log = Vector.FusedMultiplyAdd(log, t, new(-0.003358920694f));
        log = Vector.FusedMultiplyAdd(log, t, new(0.02232689128f));
        log = Vector.FusedMultiplyAdd(log, t, new(-0.1026724307f));
        log = Vector.FusedMultiplyAdd(log, t, new(-0.6399113529f));
        log = Vector.FusedMultiplyAdd(log, t, new(-1.125373411f));
        log = Vector.FusedMultiplyAdd(log, t, new(-0.0009105652197f));
        Vector<float> far = Vector.CopySign(Vector<float>.One - Exp(log), x);
        Vector<float> result = Vector.ConditionalSelect(Vector.LessThan(z, Vector<float>.One), near * x, far);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpPolynomial(Vector<float> r)
    {
        Vector<float> p = new(1f / 5040);
        p = Vector.FusedMultiplyAdd(p, r, new(1f / 720));
        p = Vector.FusedMultiplyAdd(p, r, new(1f / 120));
        p = Vector.FusedMultiplyAdd(p, r, new(1f / 24));
        p = Vector.FusedMultiplyAdd(p, r, new(1f / 6));
        p = Vector.FusedMultiplyAdd(p, r, new(0.5f));
        p = Vector.FusedMultiplyAdd(p, r, Vector<float>.One);
        return Vector.FusedMultiplyAdd(p, r, Vector<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<int> exponent) =>
        Vector.AsVectorSingle(Vector.ShiftLeft(exponent + new Vector<int>(127), 23));
}

internal readonly struct ExpOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => FloatMath.Exp(x);
}

internal readonly struct Expm1Op : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => FloatMath.Expm1(x);
}

internal readonly struct LogOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.Log(x);
}

internal readonly struct Log1pOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => FloatMath.Log1p(x);
}

internal readonly struct SinOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.Sin(x);
}

internal readonly struct CosOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => Vector.Cos(x);
}

internal readonly struct TanhOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => FloatMath.Tanh(x);
}

internal readonly struct SigmoidOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => FloatMath.Sigmoid(x);
}

internal readonly struct ErfOp : IVectorUnary<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Invoke(Vector<float> x) => FloatMath.Erf(x);
}
