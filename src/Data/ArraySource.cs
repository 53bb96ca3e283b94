using System.Runtime.InteropServices;
using KerasNet.Callbacks;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Serves the rows of arrays as batches, in the order it is told.</summary>
internal sealed class ArraySource : BatchSource
{
    private readonly DataArray[] _arrays;
    private readonly int _inputs;
    private readonly int _targets;
    private readonly Dictionary<int, Batch> _batches = [];
    private readonly int[] _order;
    private int _next;
    private string? _content;

    /// <summary>Serves rows.</summary>
    /// <param name="inputs">Data of the model's inputs.</param>
    /// <param name="targets">Data of its outputs; empty for prediction.</param>
    /// <param name="weights">Sample weights, per output or one for all; empty if there are none.</param>
    /// <param name="batchSize">Rows per batch; the last may be shorter.</param>
    /// <param name="rows">Which rows; all if not given.</param>
    internal ArraySource(DataArray[] inputs, DataArray[] targets, DataArray[] weights, int batchSize, Range? rows = null)
    {
        _arrays = [.. inputs, .. targets, .. weights];
        _inputs = inputs.Length;
        _targets = targets.Length;
        int samples = inputs[0].Count;
        if (_arrays.FirstOrDefault(array => array.Count != samples) is { } other)
            throw new ArgumentException($"x, y and sample weights must hold the same number of samples. Received: {inputs[0].Shape} and {other.Shape}.");
        if (samples == 0)
            throw new ArgumentException($"There is nothing to work on: the data has no samples. Received the shape {inputs[0].Shape}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (int offset, int length) = (rows ?? Range.All).GetOffsetAndLength(samples);
        _order = [.. Enumerable.Range(offset, length)];
        BatchSize = batchSize;
    }

    /// <summary>Rows per batch.</summary>
    internal int BatchSize { get; }

    /// <summary>The number of rows served per epoch.</summary>
    internal int Samples => _order.Length;

    /// <summary>Whether an epoch with random order shuffles whole batches instead of rows.</summary>
    internal bool ShuffleBatches { get; init; }

    internal override int? Steps => (Samples + BatchSize - 1) / BatchSize;

    internal override bool IsExhausted => _next >= Samples;

    /// <summary>Starts from the first row of the current order.</summary>
    internal void Rewind() => _next = 0;

    internal override void Start(RandomStream? random)
    {
        if (random is not null)
            Shuffle(random, ShuffleBatches);
        else
            Rewind();
    }

    /// <summary>Starts anew with the rows in random order; batches stay together where only batches are to be shuffled.</summary>
    internal void Shuffle(RandomStream random, bool wholeBatches)
    {
        _order.AsSpan().Sort();
        if (!wholeBatches)
            random.Shuffle(_order);
        else
            ShuffleWhole(random);
        _next = 0;
    }

    internal override Batch? Peek()
    {
        Batch? first = Next();
        Rewind();
        return first;
    }

    internal override Batch? Next()
    {
        int size = Math.Min(BatchSize, Samples - _next);
        if (size <= 0)
            return null;
        if (!_batches.TryGetValue(size, out Batch? batch))
            _batches[size] = batch = new Batch(Types(0, _inputs, size), Types(_inputs, _targets, size), Types(_inputs + _targets, _arrays.Length - _inputs - _targets, size));
        ReadOnlySpan<int> rows = _order.AsSpan(_next, size);
        for (int i = 0; i < _arrays.Length; i++)
            CopyRows(_arrays[i], rows, batch.Tensors[i]);
        _next += size;
        return batch;
    }

    internal override void KeepState(RunState state, RandomStream? random)
    {
        state.Same("rows", $"{Samples} in batches of {BatchSize}{(ShuffleBatches ? ", shuffled as batches" : "")}", "the samples");
        state.Same("arrays", string.Join(", ", _arrays.Select(array => $"{array.DType.KerasName()}{array.Shape}")), "the arrays");
        state.Same("content", _content ??= Fingerprint.Of(_arrays), "the numbers of the arrays (by their fingerprints)");
        int next = state.Keep("next", _next);
        if (!state.IsRestoring)
            return;
        Start(random);
        _next = Math.Clamp(next, 0, Samples);
    }

    private TensorType[] Types(int start, int count, int rows) =>
        [.. _arrays.Skip(start).Take(count).Select(array => new TensorType(array.Shape.With(0, rows), array.DType == DType.Float64 ? DType.Float32 : array.DType))];

    private void ShuffleWhole(RandomStream random)
    {
        int whole = Samples / BatchSize;
        int[] batches = [.. Enumerable.Range(0, whole)];
        random.Shuffle(batches);
        int[] rows = [.. _order];
        for (int i = 0; i < whole; i++)
            rows.AsSpan(batches[i] * BatchSize, BatchSize).CopyTo(_order.AsSpan(i * BatchSize));
    }

    private static void CopyRows(DataArray from, ReadOnlySpan<int> rows, TensorData to)
    {
        ReadOnlySpan<byte> source = from.Bytes;
        int rowElements = checked((int)(from.Shape.ElementCount / Math.Max(1, from.Count)));
        if (from.DType == DType.Float64)
        {
            ReadOnlySpan<double> values = MemoryMarshal.Cast<byte, double>(source);
            Span<float> narrow = to.AsSpan<float>();
            for (int i = 0; i < rows.Length; i++)
                for (int j = 0; j < rowElements; j++)
                    narrow[i * rowElements + j] = (float)values[rows[i] * rowElements + j];
            return;
        }

        int rowBytes = rowElements * from.DType.Size();
        Span<byte> target = to.AsBytes();
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * rowBytes, rowBytes).CopyTo(target[(i * rowBytes)..]);
    }
}
