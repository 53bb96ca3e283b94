using System.Globalization;

namespace KerasNet.Tuning;

/// <summary>The values that a hyperparameter may have: whole numbers, numbers, text and truth values.</summary>
internal static class HyperValue
{
    /// <summary>A value in the form in which it is kept: <c>int</c>, <c>double</c>, <c>string</c> or <c>bool</c>.</summary>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    internal static object Of(object? value, string name) => value switch
    {
        bool or int or double or string => value,
        float single => (double)single,
        long wide and >= int.MinValue and <= int.MaxValue => (int)wide,
        _ => throw new ArgumentException(
            $"Hyperparameter '{name}' takes whole numbers, numbers, text and true or false. Received: {value ?? "null"} ({value?.GetType().Name ?? "null"}).", nameof(value)),
    };

    /// <summary>Whether two values are the same; a whole number is the same whether or not it is written with a fraction.</summary>
    internal static bool Same(object? a, object? b) => (a, b) switch
    {
        (int x, double y) => x == y,
        (double x, int y) => x == y,
        _ => Equals(a, b),
    };

    /// <summary>Whether two lists hold the same values in the same order.</summary>
    internal static bool Same(IReadOnlyList<object> a, IReadOnlyList<object> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second));

    /// <summary>The value as a number.</summary>
    internal static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// <summary>The value as Python prints it: True, 0.001, 1e-05. The hash of a trial's values is made of these texts, so that studies of both can be compared.</summary>
    internal static string Text(object value) => value switch
    {
        bool truth => truth ? "True" : "False",
        double number => PythonNumber(number),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string PythonNumber(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        string shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        string digits = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        // Python writes exponents from 1e16 on and below 1e-4; .NET from 1e15 on and below 1e-5.
        if (value != 0 && exponent is < -4 or >= 16)
        {
            string mantissa = Mantissa(digits);
            return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        string plain = digits.Contains('E', StringComparison.Ordinal) ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : digits;
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    /// <summary>The digits of a number with the point behind the first of them.</summary>
    private static string Mantissa(string digits)
    {
        string sign = digits.StartsWith('-') ? "-" : "";
        string all = digits.Split('E')[0].Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Trim('0');
        return all.Length == 1 ? sign + all : $"{sign}{all[0]}.{all[1..]}";
    }
}
