namespace KerasNet.Engine.Cpu;

/// <summary>What lies beyond the edges of pictures, along one axis. The rules are those of <see cref="FillMode"/>.</summary>
internal interface IFill
{
    /// <summary>Whether places outside show the fill value; if not, all places are brought inside.</summary>
    static abstract bool IsConstant { get; }

    /// <summary>A place along an axis of n pixels, brought inside, or just outside where that shows the fill value.</summary>
    static abstract float Inside(float place, int n);
}

internal readonly struct ConstantFill : IFill
{
    // So far beyond the edges nothing but the constant is seen; farther places would not fit into an integer.
    private const int Beyond = 2;

    public static bool IsConstant => true;

    public static float Inside(float place, int n) => Math.Clamp(place, -Beyond, n - 1 + Beyond);
}

internal readonly struct NearestFill : IFill
{
    public static bool IsConstant => false;

    public static float Inside(float place, int n) => Math.Clamp(place, 0, n - 1);
}

internal readonly struct ReflectFill : IFill
{
    public static bool IsConstant => false;

    public static float Inside(float place, int n)
    {
        float period = 2 * n;
        if (place < 0)
        {
            place += period * MathF.Floor(-place / period);
            place = place < -n ? place + period : -place - 1;
        }
        else if (place > n - 1)
        {
            place -= period * MathF.Floor(place / period);
            place = place >= n ? period - place - 1 : place;
        }

        return Math.Clamp(place, 0, n - 1);
    }
}

internal readonly struct WrapFill : IFill
{
    public static bool IsConstant => false;

    public static float Inside(float place, int n)
    {
        if (n > 1 && place < 0)
            place += n * (MathF.Floor(-place / (n - 1)) + 1);
        else if (n > 1 && place > n - 1)
            place -= n * MathF.Floor(place / (n - 1));
        return Math.Clamp(place, 0, n - 1);
    }
}
