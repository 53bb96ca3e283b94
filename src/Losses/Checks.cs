using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>Ranges that arguments of losses, metrics and optimizers must keep to.</summary>
internal static class Checks
{
    /// <summary>A number in [0, 1].</summary>
    internal static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must lie between 0 and 1.");

    /// <summary>A number in (0, 1).</summary>
    internal static double Inside(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must lie between 0 and 1, both excluded.");

    /// <summary>A number above 0.</summary>
    internal static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be above 0.");

    /// <summary>A number in (0, 1].</summary>
    internal static double PositiveFraction(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be above 0 and at most 1.");
}
