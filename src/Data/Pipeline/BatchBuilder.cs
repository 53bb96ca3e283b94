namespace KerasNet.Data;

/// <summary>Fills batches of one size with samples.</summary>
internal sealed class BatchBuilder(int size, MemoryPool pool)
{
    private DataBatch? _like;
    private TensorData[] _blocks = [];
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
            (_like, _blocks) = (samples, [.. arrays.Select(array => pool.Rent(array.Shape.With(0, size), array.DType))]);
        else if (!Fits(arrays))
            throw new ShapeException($"The samples of a batch must have the same shapes and dtypes. Element {place} has {samples}; those before it: {_like}.");
        int taken = Math.Min(size - _count, samples.Count - start);
        for (int i = 0; i < arrays.Length; i++)
        {
            int rowBytes = _blocks[i].AsBytes().Length / size;
            arrays[i].Bytes.Slice(start * rowBytes, taken * rowBytes).CopyTo(_blocks[i].AsBytes()[(_count * rowBytes)..]);
        }

        _count += taken;
        return taken;
    }

    /// <summary>The batch, if there is one to take: a whole one, or also a short one.</summary>
    internal DataBatch? Take(bool whole)
    {
        if (_count == 0 || (whole && _count < size))
            return null;
        int next = 0;
        DataBatch batch = _like!.Select(_ => DataArray.Of(_count == size ? _blocks[next++] : Cut(_blocks[next++])), pool);
        (_like, _blocks, _count) = (null, [], 0);
        return batch;
    }

    private bool Fits(DataArray[] arrays) =>
        arrays.Length == _blocks.Length && arrays.Zip(_blocks).All(pair => pair.First.DType == pair.Second.DType && pair.First.Shape.With(0, size) == pair.Second.Shape);

    private TensorData Cut(TensorData block)
    {
        TensorData rest = pool.Rent(block.Shape.With(0, _count), block.DType);
        block.AsBytes()[..rest.AsBytes().Length].CopyTo(rest.AsBytes());
        pool.Return(block);
        return rest;
    }
}
