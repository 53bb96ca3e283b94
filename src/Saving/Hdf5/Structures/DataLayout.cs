namespace KerasNet.Saving.Hdf5;

/// <summary>How the elements of a dataset lie in the file.</summary>
internal enum LayoutKind
{
    Compact,
    Contiguous,
    Chunked,
    Virtual,
}

/// <summary>How the chunks of a dataset are found.</summary>
internal enum ChunkIndexKind
{
    BTree1,
    Single,
    Implicit,
    FixedArray,
    ExtensibleArray,
    BTree2,
}

/// <summary>Where the elements of a dataset are.</summary>
/// <param name="Kind">How they lie there.</param>
/// <param name="Address">Where they, or the index of their chunks, start; undefined where nothing is stored.</param>
internal sealed record DataLayout(LayoutKind Kind, long Address)
{
    private const int MostRank = 33;

    /// <summary>The bytes that are stored; null where the message does not say.</summary>
    internal long? Bytes { get; private init; }

    /// <summary>The elements of a compact dataset.</summary>
    internal ReadOnlyMemory<byte> Compact { get; private init; }

    /// <summary>The dimensions of a chunk; the last is the size of an element.</summary>
    internal IReadOnlyList<long> Chunk { get; private init; } = [];

    internal ChunkIndexKind Index { get; private init; }

    /// <summary>The length and the unapplied filters of the only chunk, where it is filtered.</summary>
    internal (long Bytes, uint Mask)? OnlyChunk { get; private init; }

    /// <summary>Whether chunks that reach over the edge are stored as they are.</summary>
    internal bool EdgesUnfiltered { get; private init; }

    internal static DataLayout Read(FieldReader fields)
    {
        int version = fields.Version(1, 4);
        if (version < 3)
            return ReadOld(fields);
        int kind = fields.Byte();
        return kind switch
        {
            0 => new(LayoutKind.Compact, Hdf5Source.Undefined) { Compact = fields.Slice(fields.UInt16()) },
            1 => new(LayoutKind.Contiguous, fields.Offset()) { Bytes = fields.Length() },
            2 when version == 3 => ReadChunked(fields),
            2 => ReadIndexed(fields),
            3 => new(LayoutKind.Virtual, Hdf5Source.Undefined),
            _ => throw fields.Broken($"data layout {kind} is unknown"),
        };
    }

    private static DataLayout ReadOld(FieldReader fields)
    {
        (int rank, int kind) = (fields.Byte(), fields.Byte());
        fields.Skip(5);
        if (kind > 2 || rank > MostRank)
            throw fields.Broken($"data layout {kind} with {rank} dimensions is unknown");
        long address = kind == 0 ? Hdf5Source.Undefined : fields.Offset();
        long[] sizes = Sizes(fields, rank, 4);
        return kind switch
        {
            0 => new(LayoutKind.Compact, address) { Compact = fields.Slice((int)Math.Min(fields.UInt32(), int.MaxValue)) },
            1 => new(LayoutKind.Contiguous, address),
            _ => new(LayoutKind.Chunked, address) { Chunk = [.. sizes, fields.UInt32()] },
        };
    }

    private static DataLayout ReadChunked(FieldReader fields)
    {
        int rank = fields.Byte();
        long address = fields.Offset();
        return new(LayoutKind.Chunked, address) { Chunk = Sizes(fields, rank, 4) };
    }

    private static DataLayout ReadIndexed(FieldReader fields)
    {
        const int edgesUnfiltered = 1;
        const int onlyChunkFiltered = 2;
        (int flags, int rank, int width) = (fields.Byte(), fields.Byte(), fields.Byte());
        if (width is < 1 or > 8)
            throw fields.Broken($"the dimensions of a chunk take {width} bytes each, expected 1 to 8");
        long[] chunk = Sizes(fields, rank, width);
        int index = fields.Byte();
        (long, uint)? only = null;
        switch ((ChunkIndexKind)index)
        {
            case ChunkIndexKind.Single when (flags & onlyChunkFiltered) != 0:
                only = (fields.Length(), fields.UInt32());
                break;
            case ChunkIndexKind.FixedArray:
                fields.Skip(1);
                break;
            case ChunkIndexKind.ExtensibleArray:
                fields.Skip(5);
                break;
            case ChunkIndexKind.BTree2:
                fields.Skip(6);
                break;
            case ChunkIndexKind.Single or ChunkIndexKind.Implicit:
                break;
            default:
                throw fields.Broken($"chunk index {index} is unknown");
        }

        return new(LayoutKind.Chunked, fields.Offset())
        {
            Chunk = chunk,
            Index = (ChunkIndexKind)index,
            OnlyChunk = only,
            EdgesUnfiltered = (flags & edgesUnfiltered) != 0,
        };
    }

    private static long[] Sizes(FieldReader fields, int rank, int width)
    {
        if (rank > MostRank)
            throw fields.Broken($"a chunk has {rank} dimensions, expected at most {MostRank}");
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++)
            sizes[i] = (long)Math.Min(fields.Number(width), long.MaxValue);
        return sizes;
    }
}
