namespace KerasNet.Saving.Hdf5;

/// <summary>A chunk in the file.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Bytes">Its length there.</param>
/// <param name="Mask">A bit for each filter that was not applied.</param>
/// <param name="Cell">Its place, counted in chunks along each dimension.</param>
internal sealed record StoredChunk(long Address, long Bytes, uint Mask, long[] Cell);

/// <summary>How chunks cover the dimensions of a dataset.</summary>
internal sealed class ChunkGrid
{
    /// <param name="space">The dimensions of the dataset.</param>
    /// <param name="layout">The chunks.</param>
    /// <param name="elementSize">The bytes of an element.</param>
    /// <param name="source">The file.</param>
    internal ChunkGrid(Dataspace space, DataLayout layout, int elementSize, Hdf5Source source)
    {
        Shape = [.. space.Dimensions ?? []];
        Chunk = [.. layout.Chunk.Take(Shape.Length)];
        if (layout.Chunk.Count != Shape.Length + 1 || layout.Chunk[^1] != elementSize || Chunk.Contains(0) || Shape.Length == 0)
            throw source.Broken($"chunks of ({string.Join(", ", layout.Chunk)}) do not go with the shape {space} and elements of {elementSize} bytes");
        UInt128 bytes = (UInt128)(uint)elementSize;
        foreach (long size in Chunk)
            bytes = bytes > int.MaxValue ? bytes : bytes * (ulong)size;
        if (bytes > int.MaxValue)
            throw source.Broken($"chunks of ({string.Join(", ", layout.Chunk)}) bytes are larger than any that are read");
        ChunkBytes = (int)bytes;
        Cells = [.. Shape.Select((size, axis) => Blocks(size, Chunk[axis]))];
        Most = [.. space.Most.Select((size, axis) => size < 0 ? -1 : Blocks(size, Chunk[axis]))];
    }

    internal long[] Shape { get; }

    internal long[] Chunk { get; }

    /// <summary>The bytes of a whole chunk.</summary>
    internal int ChunkBytes { get; }

    /// <summary>The chunks along each dimension.</summary>
    internal long[] Cells { get; }

    /// <summary>The chunks along each dimension once it has grown as far as it may; −1 without a bound.</summary>
    internal long[] Most { get; }

    /// <summary>Whether a chunk covers elements of the dataset.</summary>
    internal bool Holds(long[] cell)
    {
        for (int axis = 0; axis < cell.Length; axis++)
            if (cell[axis] < 0 || cell[axis] >= Cells[axis])
                return false;
        return true;
    }

    /// <summary>Whether a chunk reaches over the edge of the dataset.</summary>
    internal bool IsPartial(long[] cell)
    {
        for (int axis = 0; axis < cell.Length; axis++)
            if ((cell[axis] + 1) * Chunk[axis] > Shape[axis])
                return true;
        return false;
    }

    /// <summary>The chunk of a number, where the last dimension runs fastest and the slowest is <paramref name="slowest"/>.</summary>
    /// <remarks>Numbers count all chunks that there may be one day; there is no bound to the slowest dimension.</remarks>
    internal long[] Cell(long number, int slowest = 0)
    {
        long[] cell = new long[Shape.Length];
        for (int axis = Shape.Length - 1; axis >= 0; axis--)
        {
            if (axis == slowest)
                continue;
            long size = Math.Max(1, Most[axis]);
            cell[axis] = number % size;
            number /= size;
        }

        cell[slowest] = number;
        return cell;
    }

    /// <summary>The number of a chunk among those that cover the dataset. It is only unique where all of them could be stored.</summary>
    internal UInt128 Number(long[] cell)
    {
        UInt128 number = 0;
        for (int axis = 0; axis < cell.Length; axis++)
            number = unchecked((number * (ulong)Cells[axis]) + (ulong)cell[axis]);
        return number;
    }

    private static long Blocks(long size, long chunk) => (size / chunk) + (size % chunk > 0 ? 1 : 0);
}
