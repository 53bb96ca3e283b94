namespace KerasNet.Callbacks.Events;

/// <summary>Counts how many numbers lie in each of 30 ranges of equal width, as TensorBoard's histograms are made.</summary>
internal static class HistogramBuckets
{
    /// <summary>Left edge, right edge, count.</summary>
    internal const int Columns = 3;

    private const int Count = 30;

    /// <summary>
    /// Rows of left edge, right edge and count, from the smallest number to the largest. Numbers that are all the same have one row, of width 1; NaN and infinity
    /// are left out, and without anything else there are no rows.
    /// </summary>
    internal static double[] Of(TensorData data)
    {
        double[] numbers = new double[data.Length];
        int count = 0;
        for (long i = 0; i < data.Length; i++)
            if (double.IsFinite(data.GetDouble(i)))
                numbers[count++] = data.GetDouble(i);
        return Of(numbers.AsSpan(0, count));
    }

    private static double[] Of(ReadOnlySpan<double> numbers)
    {
        if (numbers.IsEmpty)
            return [];
        (double low, double high) = (numbers[0], numbers[0]);
        foreach (double number in numbers)
            (low, high) = (Math.Min(low, number), Math.Max(high, number));
        if (low == high)
            return [low - 0.5, low + 0.5, numbers.Length];

        double width = (high - low) / Count;
        double[] rows = new double[Count * Columns];
        for (int i = 0; i < Count; i++)
        {
            rows[i * Columns] = low + (i * width);
            rows[(i * Columns) + 1] = i == Count - 1 ? high : low + ((i + 1) * width);
        }

        foreach (double number in numbers)
            rows[(Math.Min((int)((number - low) / width), Count - 1) * Columns) + 2]++;
        return rows;
    }
}
