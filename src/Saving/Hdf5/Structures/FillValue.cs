namespace KerasNet.Saving.Hdf5;

/// <summary>What a dataset holds where nothing is stored.</summary>
internal static class FillValue
{
    /// <summary>The bytes of an element; none for zeros.</summary>
    internal static ReadOnlyMemory<byte> Read(ObjectHeader header, int elementSize)
    {
        ReadOnlyMemory<byte> value = header.Find(MessageKind.FillValue) is { } message ? ReadNew(message)
            : header.Find(MessageKind.OldFillValue) is { } old ? Sized(old)
            : default;
        return value.Length == elementSize ? value : default;
    }

    private static ReadOnlyMemory<byte> ReadNew(FieldReader fields)
    {
        int version = fields.Version(1, 3);
        if (version == 3)
            return (fields.Byte() & 0x20) != 0 ? Sized(fields) : default;
        fields.Skip(2);
        bool defined = fields.Byte() != 0;
        return version == 1 || defined ? Sized(fields) : default;
    }

    private static ReadOnlyMemory<byte> Sized(FieldReader fields) => fields.Slice((int)Math.Min(fields.UInt32(), int.MaxValue));
}
