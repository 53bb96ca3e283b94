namespace KerasNet.Goldens;

/// <summary>How far a number may be off: |got − expected| ≤ Absolute + Relative·|expected|.</summary>
/// <param name="Absolute">In units of the number.</param>
/// <param name="Relative">As a part of the expected number.</param>
internal readonly record struct Tolerance(double Absolute, double Relative)
{
    /// <summary>Nothing may be off.</summary>
    internal static readonly Tolerance Exact = new(0, 0);

    /// <summary>Whether a number is close enough.</summary>
    internal bool Holds(double got, double expected) =>
        got.Equals(expected) || got == expected || (double.IsFinite(expected) && Math.Abs(got - expected) <= Absolute + (Relative * Math.Abs(expected)));
}

/// <summary>Compares what we computed with what a vector says.</summary>
internal static class Comparer
{
    /// <summary>Compares numbers, shapes and kinds of dtype.</summary>
    /// <exception cref="MismatchException">Something differs.</exception>
    internal static void Check(string what, TensorData? got, GoldenArray expected, Tolerance tolerance)
    {
        if (got is null)
            throw new MismatchException($"{what}: nothing, expected {expected.Shape}");
        if (got.Shape != expected.Shape)
            throw new MismatchException($"{what}: shape {got.Shape}, expected {expected.Shape}");
        if (got.DType.IsFloating() == expected.IsExact || (got.DType == DType.Bool) != (expected.TypeName == "bool"))
            throw new MismatchException($"{what}: dtype {got.DType.KerasName()}, expected {expected.TypeName}");
        CheckValues(what, got, expected, tolerance);
    }

    /// <summary>Compares numbers and shapes only. Whole numbers must be equal unless the case allows whole steps.</summary>
    internal static void CheckValues(string what, TensorData got, GoldenArray expected, Tolerance tolerance)
    {
        if (got.Shape != expected.Shape)
            throw new MismatchException($"{what}: shape {got.Shape}, expected {expected.Shape}");
        if (expected.IsExact && tolerance.Absolute < 1)
            tolerance = Tolerance.Exact;
        int worst = -1;
        int off = 0;
        for (int i = 0; i < expected.Values.Length; i++)
            if (!tolerance.Holds(got.GetDouble(i), expected.Values[i]))
            {
                off++;
                if (worst < 0 || Distance(got, expected, i) > Distance(got, expected, worst))
                    worst = i;
            }

        if (off > 0)
            throw new MismatchException($"{what}[{worst}] = {got.GetDouble(worst):R}, expected {expected.Values[worst]:R} ({off} of {got.Length} are off)");
    }

    /// <summary>Compares single numbers.</summary>
    internal static void Check(string what, double got, double expected, Tolerance tolerance)
    {
        if (!tolerance.Holds(got, expected))
            throw new MismatchException($"{what} = {got:R}, expected {expected:R}");
    }

    /// <summary>Compares anything that has equality.</summary>
    internal static void Equal<T>(string what, T got, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(got, expected))
            throw new MismatchException($"{what}: {got}, expected {expected}");
    }

    /// <summary>Compares lists of things that have equality.</summary>
    internal static void EqualLists<T>(string what, IEnumerable<T> got, IEnumerable<T> expected)
    {
        if (!got.SequenceEqual(expected))
            throw new MismatchException($"{what}: [{string.Join(", ", got)}], expected [{string.Join(", ", expected)}]");
    }

    private static double Distance(TensorData got, GoldenArray expected, int i)
    {
        double distance = Math.Abs(got.GetDouble(i) - expected.Values[i]);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }
}
