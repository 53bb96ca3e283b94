namespace KerasNet.Tuning;

/// <summary>The normal distribution.</summary>
internal static class Normal
{
    /// <summary>By how much a value, normally distributed, is expected to lie below another one.</summary>
    internal static double ExpectedImprovement(double best, double mean, double deviation)
    {
        if (deviation <= 0)
            return Math.Max(best - mean, 0);
        double z = (best - mean) / deviation;
        return ((best - mean) * Below(z)) + (deviation * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The part of the distribution below z, to 1.5e-7 (Abramowitz and Stegun, 7.1.26).</summary>
    private static double Below(double z)
    {
        double x = Math.Abs(z) / Math.Sqrt(2);
        double t = 1 / (1 + (0.3275911 * x));
        double tail = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429)))))))) * Math.Exp(-x * x) / 2;
        return z > 0 ? 1 - tail : tail;
    }
}
