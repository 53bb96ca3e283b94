using System.Globalization;

namespace KerasNet.Callbacks;

/// <summary>Numbers as Python writes them, for files and messages that programs made for Keras read.</summary>
internal static class PythonText
{
    // Python writes an exponent below 1e-4 and from 1e16 on.
    private const int LowestPlain = -4;
    private const int HighestPlain = 15;

    /// <summary>The fewest digits that give the number back: 0.1, 1.0, 1e-05, nan, inf.</summary>
    internal static string Of(double value) => Of(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The fewest digits that give the number back as a float32.</summary>
    internal static string Of(float value) => Of(value, value.ToString("R", CultureInfo.InvariantCulture));

    private static string Of(double value, string shortest)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

        // The digits without sign, point and leading zeros, and the power of ten of the first of them.
        string[] parts = shortest.TrimStart('-').Split('E');
        string plain = parts[0].Replace(".", "", StringComparison.Ordinal), digits = plain.TrimStart('0');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        int exponent = (point < 0 ? plain.Length : point) - 1 - (plain.Length - digits.Length);
        if (parts.Length > 1)
            exponent += int.Parse(parts[1], CultureInfo.InvariantCulture);
        digits = digits.TrimEnd('0');
        string sign = double.IsNegative(value) ? "-" : "";
        if (digits.Length == 0)
            return sign + "0.0";
        if (exponent is < LowestPlain or > HighestPlain)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{exponent:+00;-00}");
        string padded = new string('0', Math.Max(0, -exponent)) + digits.PadRight(Math.Max(0, exponent + 2), '0');
        int whole = Math.Max(0, exponent) + 1;
        return $"{sign}{padded[..whole]}.{padded[whole..]}";
    }
}
