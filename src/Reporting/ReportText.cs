using System.Globalization;

namespace KerasNet.Reporting;

/// <summary>How reports write numbers and times: short, and the same in all languages.</summary>
public static class ReportText
{
    /// <summary>A measured number with four digits, for example <c>0.09312</c> as 0.09312, <c>1234567</c> as 1.23e6.</summary>
    /// <param name="value">The number; NaN and infinities too.</param>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) is > 0 and (< 1e-3 or >= 1e6) ? "0.##e0" : "G4", CultureInfo.InvariantCulture);

    /// <summary>A count with commas between thousands.</summary>
    /// <param name="value">The count.</param>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: 1 epoch, 2 epochs.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">The noun in its singular, the plural of which ends in s.</param>
    public static string Plural(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>A time in the units that a reader would use: 1 h 2 min, 3 min 4 s, 5.6 s, 789 ms.</summary>
    /// <param name="time">The time, not negative.</param>
    public static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min")
        : time.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s")
        : time.TotalSeconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
