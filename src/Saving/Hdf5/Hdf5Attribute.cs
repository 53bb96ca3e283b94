namespace KerasNet.Saving.Hdf5;

/// <summary>A named value of a group or a dataset.</summary>
internal sealed class Hdf5Attribute : Hdf5Values
{
    private readonly ReadOnlyMemory<byte> _stored;

    private Hdf5Attribute(Hdf5Source source, GlobalHeap heap, string owner, string name, Dataspace space, Hdf5Type type, ReadOnlyMemory<byte> stored)
        : base(source, heap, $"{owner}@{name}", space, type)
    {
        Name = name;
        _stored = stored;
    }

    internal string Name { get; }

    /// <summary>Reads an attribute message.</summary>
    internal static Hdf5Attribute Read(FieldReader fields, GlobalHeap heap, string owner)
    {
        const int typeIsShared = 1;
        const int spaceIsShared = 2;
        int version = fields.Version(1, 3);
        int flags = fields.Byte() * (version > 1 ? 1 : 0);
        (int nameBytes, int typeBytes, int spaceBytes) = (fields.UInt16(), fields.UInt16(), fields.UInt16());
        fields.Skip(version == 3 ? 1 : 0);
        FieldReader name = Part(nameBytes);
        FieldReader type = Part(typeBytes);
        FieldReader space = Part(spaceBytes);
        if ((flags & typeIsShared) != 0)
            type = ObjectHeader.Shared(type, MessageKind.Datatype);
        if ((flags & spaceIsShared) != 0)
            space = ObjectHeader.Shared(space, MessageKind.Dataspace);
        return new(fields.Source, heap, owner, name.Text(nameBytes), Dataspace.Read(space), Datatype.Read(type), fields.Slice(fields.Left));

        FieldReader Part(int count)
        {
            FieldReader part = fields.Part(count);
            if (version == 1)
                fields.Skip(Math.Min(fields.Left, -count & 7));
            return part;
        }
    }

    private protected override void ReadStored(Span<byte> target) => _stored.Span[..target.Length].CopyTo(target);

    private protected override void CheckPromise(UInt128 bytes)
    {
        if (bytes > (UInt128)_stored.Length)
            throw Refused($"it declares {bytes:N0} bytes, but {_stored.Length:N0} are stored");
    }
}
