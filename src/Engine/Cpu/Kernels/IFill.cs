using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>What lies beyond the edges of pictures, along one axis. The rules are those of <see cref="FillMode"/>.</summary>
internal interface IFill
{
    /// <summary>Whether places outside show the fill value; if not, all places are brought inside.</summary>
    static abstract bool IsConstant { get; }

    /// <summary>Finite places along an axis of n pixels, brought inside, or just outside where that shows the fill value.</summary>
    static abstract Vector256<float> Inside(Vector256<float> places, int n);
}

internal readonly struct ConstantFill : IFill
{
    // So far beyond the edges nothing but the constant is seen; farther places would not fit into an integer.
    private const int Beyond = 2;

    public static bool IsConstant => true;

    public static Vector256<float> Inside(Vector256<float> places, int n) =>
        Vector256.Min(Vector256.Max(places, Vector256.Create(-(float)Beyond)), Vector256.Create((float)(n - 1 + Beyond)));
}

internal readonly struct NearestFill : IFill
{
    public static bool IsConstant => false;

    public static Vector256<float> Inside(Vector256<float> places, int n) =>
        Vector256.Min(Vector256.Max(places, Vector256<float>.Zero), Vector256.Create((float)(n - 1)));
}

internal readonly struct ReflectFill : IFill
{
    public static bool IsConstant => false;

    public static Vector256<float> Inside(Vector256<float> places, int n)
    {
        Vector256<float> one = Vector256<float>.One, count = Vector256.Create((float)n), period = Vector256.Create(2f * n);
        Vector256<float> before = places + period * Vector256.Floor(-places / period), after = places - period * Vector256.Floor(places / period);
        before = Vector256.ConditionalSelect(Vector256.LessThan(before, -count), before + period, -before - one);
        after = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(after, count), period - after - one, after);
        return NearestFill.Inside(Outside(places, n, before, after), n);
    }

    /// <summary>Other places for those before the first pixel and after the last.</summary>
    internal static Vector256<float> Outside(Vector256<float> places, int n, Vector256<float> before, Vector256<float> after) =>
        Vector256.ConditionalSelect(
            Vector256.LessThan(places, Vector256<float>.Zero),
            before,
            Vector256.ConditionalSelect(Vector256.GreaterThan(places, Vector256.Create((float)(n - 1))), after, places));
}

internal readonly struct WrapFill : IFill
{
    public static bool IsConstant => false;

    public static Vector256<float> Inside(Vector256<float> places, int n)
    {
        if (n > 1)
        {
            Vector256<float> count = Vector256.Create((float)n), last = Vector256.Create((float)(n - 1));
            Vector256<float> before = places + count * (Vector256.Floor(-places / last) + Vector256<float>.One);
            places = ReflectFill.Outside(places, n, before, places - count * Vector256.Floor(places / last));
        }

        return NearestFill.Inside(places, n);
    }
}
