using System.Globalization;

namespace KerasNet.Tool;

/// <summary>What can be said of many numbers in a few.</summary>
internal sealed class Statistics
{
    /// <summary>Measures the finite numbers of an array, in one pass (Welford, 1962).</summary>
    internal Statistics(TensorData data)
    {
        double squares = 0;
        for (long i = 0; i < data.Length; i++)
        {
            double value = data.GetDouble(i);
            if (!double.IsFinite(value))
            {
                NotFinite++;
                continue;
            }

            Count++;
            Zeros += value == 0 ? 1 : 0;
            (Minimum, Maximum) = (Math.Min(Minimum, value), Math.Max(Maximum, value));
            double step = value - Mean;
            Mean += step / Count;
            squares += step * (value - Mean);
        }

        Deviation = Math.Sqrt(squares / Count);
    }

    internal long Count { get; }

    internal long NotFinite { get; }

    internal long Zeros { get; }

    internal double Minimum { get; } = double.PositiveInfinity;

    internal double Maximum { get; } = double.NegativeInfinity;

    internal double Mean { get; }

    internal double Deviation { get; }

    /// <summary>A number in four digits.</summary>
    internal static string Text(double value) =>
        value.ToString(value != 0 && Math.Abs(value) is < 1e-3 or >= 1e6 ? "0.###e0" : "G4", CultureInfo.InvariantCulture);
}
