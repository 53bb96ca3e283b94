namespace KerasNet.Saving.Hdf5;

/// <summary>Puts a dataset together from its chunks.</summary>
internal sealed class ChunkReader
{
    private const int SumBytes = 4;

    private readonly Hdf5Source _source;
    private readonly ChunkGrid _grid;
    private readonly DataLayout _layout;
    private readonly IReadOnlyList<Filter> _filters;
    private readonly IReadOnlyList<StoredChunk> _chunks;
    private readonly int _elementSize;

    internal ChunkReader(Hdf5Source source, ChunkGrid grid, DataLayout layout, IReadOnlyList<Filter> filters)
    {
        _source = source;
        _grid = grid;
        _layout = layout;
        _filters = filters;
        _elementSize = (int)layout.Chunk[^1];
        _chunks = new ChunkIndex(source, layout, grid, filters.Count > 0).Read();
    }

    /// <summary>Refuses more than the chunks can hold, and chunks that hold far more than the dataset.</summary>
    internal void CheckPromise(UInt128 bytes)
    {
        bool deflated = _filters.Any(filter => filter.Kind == FilterKind.Deflate);
        long stored = _chunks.Aggregate(0L, (sum, chunk) => Math.Min(_source.Length, sum + chunk.Bytes));
        _source.CheckPromise(bytes, stored, deflated, "the dataset");
        _source.CheckPromise((UInt128)_chunks.Count * (uint)_grid.ChunkBytes, stored, deflated, "all chunks together");
    }

    /// <summary>Copies what is stored; the rest of the target stays.</summary>
    internal void CopyTo(Span<byte> target)
    {
        foreach (StoredChunk chunk in _chunks)
            CopyBox(Unfiltered(chunk).Span, chunk.Cell, target);
    }

    private ReadOnlyMemory<byte> Unfiltered(StoredChunk chunk)
    {
        if (chunk.Bytes > Array.MaxLength)
            throw _source.Broken($"a chunk claims {chunk.Bytes:N0} bytes", chunk.Address);
        ReadOnlyMemory<byte> bytes = _source.View(chunk.Address, (int)chunk.Bytes, "chunk");
        bool skipped = _layout.EdgesUnfiltered && _grid.IsPartial(chunk.Cell);
        for (int i = _filters.Count - 1; i >= 0 && !skipped; i--)
            if (i >= 32 || (chunk.Mask & (1u << i)) == 0)
                bytes = _filters[i].Undo(bytes, _grid.ChunkBytes + (SumBytes * _filters.Count), problem => _source.Broken(problem, chunk.Address));
        return bytes.Length == _grid.ChunkBytes
            ? bytes
            : throw _source.Broken($"a chunk holds {bytes.Length:N0} bytes, expected {_grid.ChunkBytes:N0}", chunk.Address);
    }

    /// <summary>Copies the part of a chunk that lies in the dataset, row by row of the last dimension.</summary>
    private void CopyBox(ReadOnlySpan<byte> chunk, long[] cell, Span<byte> target)
    {
        int last = cell.Length - 1;
        long[] origin = new long[cell.Length];
        long[] size = new long[cell.Length];
        for (int axis = 0; axis <= last; axis++)
        {
            origin[axis] = cell[axis] * _grid.Chunk[axis];
            size[axis] = Math.Min(_grid.Chunk[axis], _grid.Shape[axis] - origin[axis]);
        }

        long[] at = new long[cell.Length];
        int rowBytes = (int)size[last] * _elementSize;
        while (true)
        {
            (long from, long to) = (0, 0);
            for (int axis = 0; axis <= last; axis++)
            {
                from = (from * _grid.Chunk[axis]) + at[axis];
                to = (to * _grid.Shape[axis]) + origin[axis] + at[axis];
            }

            chunk.Slice((int)(from * _elementSize), rowBytes).CopyTo(target[(int)(to * _elementSize)..]);
            int moving = last - 1;
            while (moving >= 0 && ++at[moving] == size[moving])
                at[moving--] = 0;
            if (moving < 0)
                return;
        }
    }
}
