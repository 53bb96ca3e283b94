namespace KerasNet.Saving.Hdf5;

/// <summary>Where the names of a written group are.</summary>
/// <param name="Tree">The root of its B-tree.</param>
/// <param name="Heap">Its local heap.</param>
internal sealed record GroupTable(long Tree, long Heap)
{
    /// <summary>Half the names that a leaf holds.</summary>
    internal const int LeafRank = 4;

    /// <summary>Half the children that a node of the B-tree has.</summary>
    internal const int TreeRank = 16;

    private const int EntryBytes = 40;
    private const int LeafBytes = 8 + (2 * LeafRank * EntryBytes);
    private const int NodeBytes = 24 + (((4 * TreeRank) + 1) * 8);

    /// <summary>A child of a node.</summary>
    /// <param name="Address">Where it is.</param>
    /// <param name="LastName">The place of the last name below it in the heap.</param>
    private readonly record struct Child(long Address, long LastName);

    /// <summary>Writes the names of a group, which come in the order of their bytes.</summary>
    internal static GroupTable Write(MetadataWriter metadata, IReadOnlyList<(byte[] Name, long Header)> entries)
    {
        long[] names = new long[entries.Count];
        long heapBytes = 8;
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = heapBytes;
            heapBytes += (entries[i].Name.Length + 8) & ~7;
        }

        long heap = WriteHeap(metadata, entries, names, heapBytes);
        Child[] level = [.. Enumerable.Range(0, entries.Count).Chunk(2 * LeafRank).Select(part => WriteLeaf(metadata, entries, names, part))];
        int height = 0;
        do
            level = WriteNodes(metadata, level, height++);
        while (level.Length > 1);
        return new(level[0].Address, heap);
    }

    private static long WriteHeap(MetadataWriter metadata, IReadOnlyList<(byte[] Name, long Header)> entries, long[] names, long bytes)
    {
        const ulong noFreeSpace = 1;
        const int headerBytes = 32;
        long heap = metadata.Reserve(headerBytes + bytes);
        metadata.Overwrite(heap, fields =>
        {
            fields.Write("HEAP"u8);
            fields.Write(0u);
            fields.Write((ulong)bytes);
            fields.Write(noFreeSpace);
            fields.Write((ulong)(heap + headerBytes));
        });
        for (int i = 0; i < names.Length; i++)
            metadata.Overwrite(heap + headerBytes + names[i], fields => fields.Write(entries[i].Name));
        return heap;
    }

    private static Child WriteLeaf(MetadataWriter metadata, IReadOnlyList<(byte[] Name, long Header)> entries, long[] names, int[] part)
    {
        long leaf = metadata.Reserve(LeafBytes);
        metadata.Overwrite(leaf, fields =>
        {
            fields.Write("SNOD"u8);
            fields.Write((ushort)1);
            fields.Write((ushort)part.Length);
            foreach (int i in part)
            {
                fields.Write(names[i]);
                fields.Write(entries[i].Header);
                fields.Write(new byte[EntryBytes - 16]);
            }
        });
        return new(leaf, names[part[^1]]);
    }

    /// <summary>The nodes above some children: side by side, each with the keys between which its children lie.</summary>
    private static Child[] WriteNodes(MetadataWriter metadata, Child[] children, int height)
    {
        const ulong nowhere = ulong.MaxValue;
        Child[][] parts = children.Length == 0 ? [[]] : [.. children.Chunk(2 * TreeRank)];
        long first = metadata.Reserve((long)parts.Length * NodeBytes);
        long key = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            long address = first + ((long)i * NodeBytes);
            metadata.Overwrite(address, fields =>
            {
                fields.Write("TREE"u8);
                fields.Write((byte)0);
                fields.Write((byte)height);
                fields.Write((ushort)parts[i].Length);
                fields.Write(i == 0 ? nowhere : (ulong)(address - NodeBytes));
                fields.Write(i == parts.Length - 1 ? nowhere : (ulong)(address + NodeBytes));
                fields.Write(key);
                foreach (Child child in parts[i])
                {
                    fields.Write(child.Address);
                    fields.Write(key = child.LastName);
                }
            });
        }

        return [.. parts.Select((part, i) => new Child(first + ((long)i * NodeBytes), part.Length > 0 ? part[^1].LastName : 0))];
    }
}
