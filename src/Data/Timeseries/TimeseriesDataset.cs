using KerasNet.Data;

namespace KerasNet;

/// <summary>Windows that slide over a series of measurements: Keras' <c>timeseries_dataset_from_array</c>.</summary>
public static class TimeseriesDataset
{
    /// <summary>Batches of windows, each <paramref name="sequenceLength"/> rows of <paramref name="data"/>, and their targets.</summary>
    /// <param name="data">The series: the first axis is time.</param>
    /// <param name="targets">
    /// The target of the window that starts at row i is <c>targets[i]</c>: to forecast the row behind each window, pass the data from row
    /// <paramref name="sequenceLength"/> on. There are as many windows as targets at most. None if not given.
    /// </param>
    /// <param name="sequenceLength">Rows in a window.</param>
    /// <param name="sequenceStride">From the start of a window to that of the next.</param>
    /// <param name="samplingRate">From a row of a window to its next.</param>
    /// <param name="batchSize">Windows per batch; null gives them one by one, for <c>Shuffle</c> and <c>Batch</c> later on.</param>
    /// <param name="shuffle">Whether windows come in random order, another at each walk.</param>
    /// <param name="seed">Seeds the order; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="startIndex">The first row that is used; 0 if not given.</param>
    /// <param name="endIndex">The row behind the last that is used; all rows if not given.</param>
    /// <returns>
    /// Inputs of shape (windows, sequenceLength, …) and targets of shape (windows, …), of the dtypes that they had. Nothing if the series is shorter than a window.
    /// </returns>
    /// <exception cref="ArgumentException">A number is out of range, or there are too few targets for <paramref name="startIndex"/>.</exception>
    /// <remarks>
    /// <code>
    /// float[] sales = [112, 118, 132, 129, 121, 135, 148, 148];
    /// Dataset&lt;DataBatch&gt; windows = TimeseriesDataset.FromArray(sales[..^1], targets: sales[3..], sequenceLength: 3, batchSize: 32, shuffle: true, seed: 1);
    /// </code>
    /// </remarks>
    public static Dataset<DataBatch> FromArray(
        DataArray data, DataArray? targets = null, int sequenceLength = 1, int sequenceStride = 1, int samplingRate = 1, int? batchSize = 128, bool shuffle = false,
        long? seed = null, int? startIndex = null, int? endIndex = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize ?? 1, 1, nameof(batchSize));
        Within(sequenceStride, 1, data.Count, nameof(sequenceStride));
        Within(samplingRate, 1, data.Count, nameof(samplingRate));
        int start = startIndex ?? 0, end = endIndex ?? data.Count;
        Within(start, 0, data.Count, nameof(startIndex));
        if (endIndex is not null)
            Within(end, start + 1, data.Count, nameof(endIndex));
        long windows = Math.Min(end - start - (sequenceLength - 1L) * samplingRate, targets?.Count ?? long.MaxValue);
        int[] starts = windows <= 0 ? [] : [.. Enumerable.Range(0, (int)((windows - 1) / sequenceStride) + 1).Select(i => start + i * sequenceStride)];
        if (targets is not null && starts.Length > 0 && starts[^1] >= targets.Count)
            throw new ArgumentException(
                $"The target of a window is that of its first row. The last window starts at row {starts[^1]}, and there are {targets.Count} targets.", nameof(targets));
        TimeWindows read = new(data, targets, sequenceLength, samplingRate);
        DatasetSeed? order = shuffle ? new(seed ?? RandomSource.NextSeed()) : null;
        return new WalkedDataset<DataBatch>(
            Dataset.Batches(starts.Length, batchSize ?? 1, dropRemainder: false), isEndless: false,
            walk => Walk(read, Ordered(starts, order?.Value, walk), batchSize ?? 1), hasSingles: batchSize is null) { Source = order };
    }

    private static void Within(int value, int least, int below, string argument)
    {
        if (value < least || value >= below)
            throw new ArgumentOutOfRangeException(argument, value, $"{argument} must be {least} or more and less than the {below} rows of the data. Received: {value}.");
    }

    private static int[] Ordered(int[] starts, long? seed, long walk)
    {
        if (seed is not { } given)
            return starts;
        int[] order = [.. starts];
        new RandomStream(given, (ulong)walk).Shuffle(order);
        return order;
    }

    private static IEnumerator<DataBatch> Walk(TimeWindows windows, int[] starts, int batchSize)
    {
        for (int i = 0; i < starts.Length; i += batchSize)
            yield return windows.Read(starts.AsSpan(i, Math.Min(batchSize, starts.Length - i)));
    }
}
