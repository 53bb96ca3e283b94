using System.Collections.Concurrent;

namespace KerasNet.Data;

/// <summary>Memory of batches that have been used, for those to come. At most as much as was in use at a time.</summary>
internal sealed class MemoryPool
{
    /// <summary>More than this many blocks of one kind are left to the garbage collector.</summary>
    private const int MostOfAKind = 256;

    private readonly ConcurrentDictionary<(Shape Shape, DType Type), ConcurrentBag<TensorData>> _idle = new();

    /// <summary>Memory of a shape, with whatever was in it before.</summary>
    internal TensorData Rent(Shape shape, DType type) =>
        _idle.TryGetValue((shape, type), out ConcurrentBag<TensorData>? idle) && idle.TryTake(out TensorData? block) ? block : new TensorData(shape, type);

    /// <summary>Takes memory back that nobody uses any more.</summary>
    internal void Return(TensorData block)
    {
        ConcurrentBag<TensorData> idle = _idle.GetOrAdd((block.Shape, block.DType), static _ => []);
        if (idle.Count < MostOfAKind)
            idle.Add(block);
    }

    /// <summary>Takes the memory of an array back, if it lies in such.</summary>
    internal void Return(DataArray array)
    {
        if (array.Block is { } block)
            Return(block);
    }
}
