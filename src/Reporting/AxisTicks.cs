using System.Globalization;

namespace KerasNet.Reporting;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten, and labels with just the digits that the step needs.</summary>
public sealed class AxisTicks
{
    private readonly string _format;

    /// <summary>Ticks from <paramref name="low"/> to <paramref name="high"/>, about <paramref name="wanted"/> of them.</summary>
    /// <param name="low">Where the axis begins.</param>
    /// <param name="high">Where it ends, above <paramref name="low"/>.</param>
    /// <param name="wanted">How many ticks there should be.</param>
    /// <param name="whole">Whether only whole numbers have ticks.</param>
    public AxisTicks(double low, double high, int wanted, bool whole = false)
    {
        double step = NiceStep((high - low) / wanted);
        if (whole) step = Math.Max(1, step);
        double first = Math.Ceiling(low / step - 1e-9), last = Math.Floor(high / step + 1e-9);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step)));
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));

        // Multiples of the step, not sums of it, which would drift away from the round numbers.
        Values = Enumerable.Range(0, (int)(last - first) + 1).Select(index => Math.Round((first + index) * step, Math.Min(15, decimals))).ToArray();
        if (largest is >= 1e6 or < 1e-3)
        {
            Values = Enumerable.Range(0, Values.Count).Select(index => (first + index) * step).ToArray();
            _format = "0.##e0;-0.##e0;0";
        }
        else
        {
            _format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The numbers, from low to high.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The label of one of the numbers.</summary>
    /// <param name="value">The number.</param>
    public string Label(double value) => value.ToString(_format, CultureInfo.InvariantCulture);

    /// <summary>1, 2, 5 or 10 times a power of ten, near <paramref name="raw"/>: from 0.7 to 1.8 times as much.</summary>
    private static double NiceStep(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double[] multiples = [1, 2, 5, 10];
        return power * multiples.First(multiple => multiple * power >= 0.7 * raw);
    }
}
