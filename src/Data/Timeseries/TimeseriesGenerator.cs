using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet;

/// <summary>Batches of the last rows before each row of a series, with the target of that row: Keras' <c>TimeseriesGenerator</c>.</summary>
/// <remarks>
/// <c>new TimeseriesGenerator(data, data, length: 3)</c> gives rows 0 to 2 with row 3 as the target, rows 1 to 3 with row 4, and so on.
/// In Keras 3 <see cref="TimeseriesDataset"/> takes its place.
/// </remarks>
public sealed class TimeseriesGenerator : Dataset<DataBatch>
{
    private readonly TimeWindows _windows;
    private readonly int _length;
    private readonly int _stride;
    private readonly int _first;
    private readonly int _last;
    private readonly int _batchSize;
    private readonly DatasetSeed? _seed;

    /// <summary>A generator of windows.</summary>
    /// <param name="data">The series: the first axis is time.</param>
    /// <param name="targets">The target of each row.</param>
    /// <param name="length">How far windows reach back, in rows of the series.</param>
    /// <param name="samplingRate">From a row of a window to its next.</param>
    /// <param name="stride">From a window to the next.</param>
    /// <param name="startIndex">Rows before this one are not used.</param>
    /// <param name="endIndex">Rows behind this one are not used; all are if not given.</param>
    /// <param name="shuffle">Whether rows are drawn at random, so that some may come twice and others not at all, instead of one after the other.</param>
    /// <param name="reverse">Whether windows go back in time.</param>
    /// <param name="batchSize">Windows per batch; the last may hold less.</param>
    /// <param name="seed">Seeds what is drawn; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <exception cref="ArgumentException">A number is out of range, data and targets differ in length, or no window fits.</exception>
    public TimeseriesGenerator(
        DataArray data, DataArray targets, int length, int samplingRate = 1, int stride = 1, int startIndex = 0, int? endIndex = null, bool shuffle = false,
        bool reverse = false, int batchSize = 128, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        foreach ((int number, string name) in new[]
            { (length, nameof(length)), (samplingRate, nameof(samplingRate)), (stride, nameof(stride)), (batchSize, nameof(batchSize)) })
            ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, name);
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        if (data.Count != targets.Count)
            throw new ArgumentException($"There must be a target for each row of the data. Received: {data.Count} rows and {targets.Count} targets.", nameof(targets));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(endIndex ?? 0, Math.Max(1, data.Count), nameof(endIndex));
        (_length, _stride, _batchSize) = (length, stride, batchSize);
        (_first, _last) = (startIndex + length, endIndex ?? data.Count - 1);
        if (_first > _last)
            throw new ArgumentException(
                $"No window fits: its target would be row {startIndex} + {length} = {_first}, and the last row that is used is {_last}.", nameof(length));
        _windows = new(data, targets, (length - 1) / samplingRate + 1, samplingRate) { TargetOffset = length, Reverse = reverse };
        _seed = shuffle ? new(seed ?? RandomSource.NextSeed()) : null;
    }

    /// <summary>The number of batches.</summary>
    public override long? Count => (_last - _first) / ((long)_batchSize * _stride) + 1;

    /// <summary>One batch; with random rows, as the first walk has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public DataBatch this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count!.Value);
            return Recycling.Keep(Read(0, index));
        }
    }

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        _seed?.KeepState(state.Part("random"));
    }

    internal override IEnumerator<DataBatch> Walk(long number)
    {
        for (int i = 0; i < Count; i++)
            yield return Read(number, i);
    }

    private DataBatch Read(long walk, int index)
    {
        if (_seed is { } seed)
        {
            ElementRandom random = new(seed.Value, walk, index);
            return _windows.Read([.. Enumerable.Range(0, _batchSize).Select(_ => random.Next(_first, _last + 1) - _length)]);
        }

        int row = _first + _batchSize * _stride * index;
        int count = Math.Min(_batchSize, (_last - row) / _stride + 1);
        return _windows.Read([.. Enumerable.Range(0, count).Select(i => row + i * _stride - _length)]);
    }
}
