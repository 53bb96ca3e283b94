namespace KerasNet.Data;

/// <summary>Fills batches of one size with samples.</summary>
internal sealed class BatchBuilder(int size, MemoryPool pool)
{
    private DataBatch? _like;
    private BatchColumn[] _columns = [];
    private int _count;

    /// <summary>Adds samples from a row on, as many as fit.</summary>
    /// <param name="samples">Where they are.</param>
    /// <param name="start">The first row to take.</param>
    /// <param name="place">The place of the element in its walk, for messages.</param>
    /// <returns>How many rows were taken.</returns>
    /// <exception cref="ShapeException">The samples differ in shape, dtype or number of arrays from those before.</exception>
    internal int Add(DataBatch samples, int start, long place)
    {
        DataArray[] arrays = [.. samples.Arrays];
        if (_count == 0)
            (_like, _columns) = (samples, [.. arrays.Select(array => BatchColumn.For(array, size, pool))]);
        else if (arrays.Length != _columns.Length || !arrays.Zip(_columns).All(pair => pair.Second.Fits(pair.First)))
            throw new ShapeException($"The samples of a batch must have the same shapes and dtypes. Element {place} has {samples}; those before it: {_like}.");
        int taken = Math.Min(size - _count, samples.Count - start);
        for (int i = 0; i < arrays.Length; i++)
            _columns[i].Add(arrays[i], start, taken, _count);
        _count += taken;
        return taken;
    }

    /// <summary>The batch, if there is one to take: a whole one, or also a short one.</summary>
    internal DataBatch? Take(bool whole)
    {
        if (_count == 0 || (whole && _count < size))
            return null;
        int next = 0;
        DataBatch batch = _like!.Select(_ => _columns[next++].Take(_count), pool);
        (_like, _columns, _count) = (null, [], 0);
        return batch;
    }
}
