namespace KerasNet.Saving.Hdf5;

/// <summary>Finds the chunks of a dataset, whatever kind of index it has.</summary>
/// <param name="source">The file.</param>
/// <param name="layout">What the dataset says of its chunks.</param>
/// <param name="grid">How they cover it.</param>
/// <param name="filtered">Whether the dataset has filters.</param>
internal sealed class ChunkIndex(Hdf5Source source, DataLayout layout, ChunkGrid grid, bool filtered)
{
    private readonly List<StoredChunk> _chunks = [];

    /// <summary>The chunks that are stored and cover elements, each once.</summary>
    internal IReadOnlyList<StoredChunk> Read()
    {
        if (layout.Address == Hdf5Source.Undefined || grid.Cells.Contains(0))
            return [];
        switch (layout.Index)
        {
            case ChunkIndexKind.BTree1:
                ReadTree1();
                break;
            case ChunkIndexKind.Single:
                Add(layout.Address, layout.OnlyChunk?.Bytes ?? grid.ChunkBytes, layout.OnlyChunk?.Mask ?? 0, new long[grid.Shape.Length]);
                break;
            case ChunkIndexKind.Implicit:
                ReadImplicit();
                break;
            case ChunkIndexKind.FixedArray:
                new ChunkArray(source, AddElement).ReadFixed(layout.Address);
                break;
            case ChunkIndexKind.ExtensibleArray:
                new ChunkArray(source, AddElement).ReadExtensible(layout.Address);
                break;
            default:
                ReadTree2();
                break;
        }

        HashSet<UInt128> seen = new(_chunks.Count);
        foreach (StoredChunk chunk in _chunks)
            if (!seen.Add(grid.Number(chunk.Cell)))
                throw source.Broken($"the chunk ({string.Join(", ", chunk.Cell)}) is there twice", chunk.Address);
        return _chunks;
    }

    private void ReadTree1()
    {
        int rank = grid.Shape.Length;
        new BTree1(source, type: 1, keyBytes: 8 + (8 * (rank + 1))).Visit(layout.Address, (key, address) =>
        {
            (uint bytes, uint mask) = (key.UInt32(), key.UInt32());
            long[] cell = new long[rank];
            for (int axis = 0; axis < rank; axis++)
                cell[axis] = (long)(key.UInt64() / (ulong)grid.Chunk[axis]);
            Add(address, bytes, mask, cell);
        });
    }

    private void ReadImplicit()
    {
        UInt128 count = grid.Most.Aggregate((UInt128)1, (product, size) => product > int.MaxValue ? product : product * (ulong)Math.Max(0, size));
        if (count > int.MaxValue)
            throw source.Broken("there are more chunks without an index than any file has", layout.Address);
        source.Check(layout.Address, (long)count * grid.ChunkBytes, "chunks without an index");
        for (int i = 0; i < (int)count; i++)
            Add(layout.Address + ((long)i * grid.ChunkBytes), grid.ChunkBytes, 0, grid.Cell(i));
    }

    private void ReadTree2()
    {
        const int plain = 10;
        const int withFilters = 11;
        foreach (FieldReader record in BTree2.Records(source, layout.Address, filtered ? withFilters : plain))
        {
            (long address, long bytes, uint mask) = Element(record, record.Left - source.OffsetSize - (8 * grid.Shape.Length));
            long[] cell = new long[grid.Shape.Length];
            for (int axis = 0; axis < cell.Length; axis++)
                cell[axis] = (long)Math.Min(record.UInt64(), long.MaxValue);
            Add(address, bytes, mask, cell);
        }
    }

    /// <summary>A chunk of an array. In an extensible one, numbers grow along the dimension without a bound.</summary>
    private void AddElement(long number, FieldReader element)
    {
        (long address, long bytes, uint mask) = Element(element, element.Left - source.OffsetSize);
        Add(address, bytes, mask, grid.Cell(number, Math.Max(0, Array.IndexOf(grid.Most, -1))));
    }

    /// <summary>An address, followed by length and mask where the chunks are filtered.</summary>
    private (long Address, long Bytes, uint Mask) Element(FieldReader fields, int extra)
    {
        const int maskBytes = 4;
        long address = fields.Offset();
        if (!filtered)
            return (address, grid.ChunkBytes, 0);
        if (extra is <= maskBytes or > maskBytes + 8)
            throw fields.Broken($"the length of a chunk takes {extra - maskBytes} bytes");
        return (address, (long)Math.Min(fields.Number(extra - maskBytes), long.MaxValue), fields.UInt32());
    }

    private void Add(long address, long bytes, uint mask, long[] cell)
    {
        if (address == Hdf5Source.Undefined || !grid.Holds(cell))
            return;
        source.Check(address, bytes, "chunk");
        _chunks.Add(new(address, bytes, mask, cell));
    }
}
