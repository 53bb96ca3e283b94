namespace KerasNet.Saving.Hdf5;

/// <summary>The attributes of an object, by name.</summary>
/// <param name="all">All of them.</param>
/// <param name="source">The file.</param>
/// <param name="owner">The path of the object.</param>
internal sealed class Hdf5Attributes(IReadOnlyList<Hdf5Attribute> all, Hdf5Source source, string owner)
{
    internal IReadOnlyList<Hdf5Attribute> All => all;

    /// <summary>An attribute that must be there.</summary>
    internal Hdf5Attribute this[string name] => Find(name)
        ?? throw new Hdf5Exception($"the attribute '{name}' is missing; there are: {string.Join(", ", all.Select(attribute => attribute.Name))}", source.Name, owner);

    /// <summary>An attribute; null without one of that name.</summary>
    internal Hdf5Attribute? Find(string name) => all.FirstOrDefault(attribute => attribute.Name == name);

    internal static Hdf5Attributes Read(Hdf5Source source, GlobalHeap heap, string owner, ObjectHeader header)
    {
        List<Hdf5Attribute> attributes = [.. header.All(MessageKind.Attribute).Select(message => Hdf5Attribute.Read(message, heap, owner))];
        if (header.Find(MessageKind.AttributeInfo) is { } info)
            ReadDense(source, info, fields => attributes.Add(Hdf5Attribute.Read(fields, heap, owner)));
        return new(attributes, source, owner);
    }

    /// <summary>Attributes in a fractal heap, as objects of newer files keep many.</summary>
    private static void ReadDense(Hdf5Source source, FieldReader info, Action<FieldReader> add)
    {
        const int attributeNames = 8;
        const int isShared = 2;
        info.Version(0, 0);
        info.Skip((info.Byte() & 1) != 0 ? 2 : 0);
        (long heapAddress, long names) = (info.Offset(), info.Offset());
        if (heapAddress == Hdf5Source.Undefined)
            return;
        FractalHeap dense = new(source, heapAddress);
        foreach (FieldReader record in BTree2.Records(source, names, attributeNames))
        {
            FieldReader attribute = dense.Object(record);
            if ((record.Byte() & isShared) != 0)
                throw record.Broken("attributes that several objects share are not read");
            add(attribute);
        }
    }
}
