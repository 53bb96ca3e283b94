namespace KerasNet.Saving.Hdf5;

/// <summary>The names of a group, in each of the ways in which files keep them.</summary>
internal static class GroupLinks
{
    private const int TracksOrder = 1;

    /// <summary>Whether an object is a group.</summary>
    internal static bool Has(ObjectHeader header) =>
        header.Has(MessageKind.SymbolTable) || header.Has(MessageKind.LinkInfo) || header.Has(MessageKind.Link) || header.Has(MessageKind.GroupInfo);

    /// <summary>The links: in the order of creation where the group keeps it, else by name.</summary>
    internal static IReadOnlyList<Hdf5Link> Read(Hdf5Source source, ObjectHeader header)
    {
        List<Hdf5Link> links = [.. header.All(MessageKind.Link).Select(Hdf5Link.Read)];
        bool ordered = false;
        if (header.Find(MessageKind.LinkInfo) is { } info)
            ordered = ReadDense(source, info, links);
        if (header.Find(MessageKind.SymbolTable) is { } table)
            ReadSymbols(source, table.Offset(), new(source, table.Offset()), links);
        links.Sort((a, b) => ordered ? a.Order.CompareTo(b.Order) : string.CompareOrdinal(a.Name, b.Name));
        return links;
    }

    /// <summary>Links in a fractal heap; true where the group keeps the order of creation.</summary>
    private static bool ReadDense(Hdf5Source source, FieldReader info, List<Hdf5Link> links)
    {
        const int linkNames = 5;
        const int hashBytes = 4;
        info.Version(0, 0);
        bool ordered = (info.Byte() & TracksOrder) != 0;
        info.Skip(ordered ? 8 : 0);
        (long heapAddress, long names) = (info.Offset(), info.Offset());
        if (heapAddress == Hdf5Source.Undefined)
            return ordered;
        FractalHeap heap = new(source, heapAddress);
        foreach (FieldReader record in BTree2.Records(source, names, linkNames))
        {
            record.Skip(hashBytes);
            links.Add(Hdf5Link.Read(heap.Object(record)));
        }

        return ordered;
    }

    private static void ReadSymbols(Hdf5Source source, long tree, LocalHeap heap, List<Hdf5Link> links)
    {
        const string what = "symbol table node";
        const int isSoft = 2;
        int entryBytes = (2 * source.OffsetSize) + 24;
        new BTree1(source, type: 0, source.LengthSize).Visit(tree, (_, address) =>
        {
            FieldReader node = source.Block(address, 8, what).Expect("SNOD");
            node.Version(1, 1);
            node.Skip(1);
            int count = node.UInt16();
            FieldReader entries = source.Block(address + 8, (long)count * entryBytes, what);
            for (int i = 0; i < count; i++)
            {
                FieldReader entry = entries.Part(entryBytes);
                (string name, long target, uint cached) = (heap.Name(entry.Number(source.OffsetSize)), entry.Offset(), entry.UInt32());
                links.Add(new(name, cached == isSoft ? LinkKind.Soft : LinkKind.Hard, target, 0));
            }
        });
    }
}
