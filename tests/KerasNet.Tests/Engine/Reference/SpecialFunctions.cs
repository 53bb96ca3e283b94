namespace KerasNet.Tests.Engine.Reference;

/// <summary>Functions that the base class library lacks, to double precision.</summary>
internal static class SpecialFunctions
{
    /// <summary>Beyond this erf differs from ±1 by less than half a unit in the last place.</summary>
    private const double ErfSaturation = 6;

    /// <summary>eˣ − 1 by Kahan's correction: the rounding error of eˣ cancels in the quotient.</summary>
    internal static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x
            : double.IsInfinity(u) || u - 1 == -1 ? u - 1
            : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) by the same correction.</summary>
    internal static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x
            : double.IsInfinity(u) || u <= 0 ? Math.Log(u)
            : Math.Log(u) * x / (u - 1);
    }

    /// <summary>The error function by its series of positive terms, 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!.</summary>
    internal static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) > ErfSaturation)
            return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
