using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A way to combine many numbers into one.</summary>
internal interface IReduction<T>
    where T : unmanaged
{
    /// <summary>What combining starts with.</summary>
    static abstract T Identity { get; }

    static abstract T Combine(T x, T y);

    static abstract Vector<T> Combine(Vector<T> x, Vector<T> y);
}

internal readonly struct SumOf<T> : IReduction<T>
    where T : unmanaged, INumber<T>
{
    public static T Identity => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T x, T y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Combine(Vector<T> x, Vector<T> y) => x + y;
}

internal readonly struct ProductOf<T> : IReduction<T>
    where T : unmanaged, INumber<T>
{
    public static T Identity => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T x, T y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Combine(Vector<T> x, Vector<T> y) => x * y;
}

internal readonly struct MaxOf<T> : IReduction<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>−∞ of fractions, the lowest of whole numbers.</summary>
    public static T Identity => T.IsInfinity(T.CreateSaturating(double.NegativeInfinity)) ? T.CreateSaturating(double.NegativeInfinity) : T.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T x, T y) => T.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Combine(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.GreaterThan(y, x) | ~Vector.Equals(y, y), y, x);
}

internal readonly struct MinOf<T> : IReduction<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>∞ of fractions, the highest of whole numbers.</summary>
    public static T Identity => T.IsInfinity(T.CreateSaturating(double.PositiveInfinity)) ? T.CreateSaturating(double.PositiveInfinity) : T.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T x, T y) => T.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Combine(Vector<T> x, Vector<T> y) => Vector.Min(x, y);
}

/// <summary>Whether all of several truth values hold.</summary>
internal readonly struct AllOf : IReduction<byte>
{
    public static byte Identity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Combine(byte x, byte y) => (byte)(x & y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<byte> Combine(Vector<byte> x, Vector<byte> y) => x & y;
}

/// <summary>What of an element is combined, which may depend on a number that goes with its column.</summary>
internal interface ITerm<T>
    where T : unmanaged
{
    /// <summary>Whether there is such a number.</summary>
    static abstract bool HasOther { get; }

    static abstract T Of(T x, T other);

    static abstract Vector<T> Of(Vector<T> x, Vector<T> other);
}

/// <summary>The element itself.</summary>
internal readonly struct Itself<T> : ITerm<T>
    where T : unmanaged
{
    public static bool HasOther => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(T x, T other) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Of(Vector<T> x, Vector<T> other) => x;
}

/// <summary>The square of its distance from a number, such as a mean.</summary>
internal readonly struct SquaredDistance<T> : ITerm<T>
    where T : unmanaged, INumber<T>
{
    public static bool HasOther => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(T x, T other) => (x - other) * (x - other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Of(Vector<T> x, Vector<T> other) => (x - other) * (x - other);
}

/// <summary>
/// Reduces connected elements, or the rows of a table. Halves are combined as in a tournament, so that rounding errors stay small and never depend on threads.
/// </summary>
internal static unsafe class Reduction<T, TOp, TTerm>
    where T : unmanaged, INumber<T>
    where TOp : struct, IReduction<T>
    where TTerm : struct, ITerm<T>
{
    private const long Block = 2048;
    private const long RowBlock = 64;
    private const int ColumnBlock = 256;

    /// <summary>Combines n elements that lie side by side.</summary>
    internal static T Run(T* x, long n, T* other)
    {
        if (n <= Block)
            return RunBlock(x, (nint)n, other);
        long half = (n / 2 + Block - 1) / Block * Block;
        return TOp.Combine(Run(x, half, other), Run(x + half, n - half, other));
    }

    /// <summary>Combines each column of a table of n rows; neighbouring rows lie <paramref name="stride"/> elements apart, the other numbers side by side; no term that has none reads them.</summary>
    internal static void RunColumns(T* x, long n, long stride, T* other, T* result, long columns)
    {
        for (long start = 0; start < columns; start += ColumnBlock)
            RunTable(x + start, n, stride, other + start, result + start, (int)Math.Min(ColumnBlock, columns - start));
    }

    /// <summary>Rows are read one after the other, whole, so that memory is walked once.</summary>
    [SkipLocalsInit]
    private static void RunTable(T* x, long n, long stride, T* other, T* result, int columns)
    {
        int column = 0;
        if (n <= RowBlock)
        {
            for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
                RunVectorRows(x + column, n, stride, other + column).Store(result + column);
            for (; column < columns; column++)
                result[column] = RunColumn(x + column, n, stride, other + column);
            return;
        }

        T* second = stackalloc T[ColumnBlock];
        long half = n / 2;
        RunTable(x, half, stride, other, result, columns);
        RunTable(x + half * stride, n - half, stride, other, second, columns);
        for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
            TOp.Combine(Vector.Load(result + column), Vector.Load(second + column)).Store(result + column);
        for (; column < columns; column++)
            result[column] = TOp.Combine(result[column], second[column]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T RunBlock(T* x, nint n, T* other)
    {
        nint width = Vector<T>.Count, i = 0;
        T one = TTerm.HasOther ? *other : default;
        Vector<T> all = new(one), a = new(TOp.Identity), b = a, c = a, d = a;
        for (; i <= n - 4 * width; i += 4 * width)
        {
            a = TOp.Combine(a, TTerm.Of(Vector.Load(x + i), all));
            b = TOp.Combine(b, TTerm.Of(Vector.Load(x + i + width), all));
            c = TOp.Combine(c, TTerm.Of(Vector.Load(x + i + 2 * width), all));
            d = TOp.Combine(d, TTerm.Of(Vector.Load(x + i + 3 * width), all));
        }

        for (; i <= n - width; i += width)
            a = TOp.Combine(a, TTerm.Of(Vector.Load(x + i), all));
        a = TOp.Combine(TOp.Combine(a, b), TOp.Combine(c, d));
        T result = TOp.Identity;
        for (int lane = 0; lane < width; lane++)
            result = TOp.Combine(result, a[lane]);
        for (; i < n; i++)
            result = TOp.Combine(result, TTerm.Of(x[i], one));
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<T> RunVectorRows(T* x, long n, long stride, T* other)
    {
        Vector<T> all = TTerm.HasOther ? Vector.Load(other) : default, even = new(TOp.Identity), odd = even;
        for (; n > 1; n -= 2, x += 2 * stride)
        {
            even = TOp.Combine(even, TTerm.Of(Vector.Load(x), all));
            odd = TOp.Combine(odd, TTerm.Of(Vector.Load(x + stride), all));
        }

        return TOp.Combine(n > 0 ? TOp.Combine(even, TTerm.Of(Vector.Load(x), all)) : even, odd);
    }

    private static T RunColumn(T* x, long n, long stride, T* other)
    {
        T one = TTerm.HasOther ? *other : default, even = TOp.Identity, odd = even;
        for (; n > 1; n -= 2, x += 2 * stride)
        {
            even = TOp.Combine(even, TTerm.Of(x[0], one));
            odd = TOp.Combine(odd, TTerm.Of(x[stride], one));
        }

        return TOp.Combine(n > 0 ? TOp.Combine(even, TTerm.Of(x[0], one)) : even, odd);
    }
}
