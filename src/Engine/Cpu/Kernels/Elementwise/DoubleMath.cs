namespace KerasNet.Engine.Cpu;

/// <summary>Functions of 64-bit floats, one number at a time: they check gradients and are not in a hurry.</summary>
internal static class DoubleMath
{
    private const double ErfSeriesLimit = 6;

    /// <summary>eˣ − 1; the rounding error of eˣ cancels in the quotient (Kahan).</summary>
    internal static double Expm1(double x)
    {
        double e = Math.Exp(x);
        if (e == 1)
            return x;
        return e == double.PositiveInfinity || e - 1 == -1 ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    /// <summary>ln(1 + x) by the same correction.</summary>
    internal static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1)
            return x;
        return u > 0 && u < double.PositiveInfinity ? Math.Log(u) * x / (u - 1) : Math.Log(u);
    }

    /// <summary>The error function by the series 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, whose terms are all of one sign.</summary>
    internal static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) > ErfSeriesLimit)
            return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

internal readonly struct DoubleExp : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Exp(x);
}

internal readonly struct DoubleExpm1 : IScalarUnary<double, double>
{
    public static double Invoke(double x) => DoubleMath.Expm1(x);
}

internal readonly struct DoubleLog : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Log(x);
}

internal readonly struct DoubleLog1p : IScalarUnary<double, double>
{
    public static double Invoke(double x) => DoubleMath.Log1p(x);
}

internal readonly struct DoubleSin : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Sin(x);
}

internal readonly struct DoubleCos : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Cos(x);
}

internal readonly struct DoubleTanh : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Tanh(x);
}

internal readonly struct DoubleSigmoid : IScalarUnary<double, double>
{
    public static double Invoke(double x) => 1 / (1 + Math.Exp(-x));
}

internal readonly struct DoubleErf : IScalarUnary<double, double>
{
    public static double Invoke(double x) => DoubleMath.Erf(x);
}

internal readonly struct DoubleFloor : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Floor(x);
}

internal readonly struct DoubleCeil : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Ceiling(x);
}

internal readonly struct DoubleRound : IScalarUnary<double, double>
{
    public static double Invoke(double x) => Math.Round(x, MidpointRounding.ToEven);
}
