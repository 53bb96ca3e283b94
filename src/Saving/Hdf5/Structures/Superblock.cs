namespace KerasNet.Saving.Hdf5;

/// <summary>The start of a file: which widths its numbers have and where its root group is.</summary>
internal static class Superblock
{
    /// <summary>A user block is 512 bytes or a power of two times that; so far we look for its end.</summary>
    private const long FirstUserBlock = 512;

    /// <summary>The first eight bytes of a file, or of what follows its user block.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the superblock, sets what it says of the source, and gives the address of the root's object header.</summary>
    internal static long Read(Hdf5Source source)
    {
        source.Base = Find(source);
        FieldReader start = source.Block(0, Math.Min(source.Length, 128), "superblock");
        start.Skip(Signature.Length);
        int version = start.Version(0, 3);
        return version < 2 ? ReadOld(start, version) : ReadNew(start);
    }

    private static long Find(Hdf5Source source)
    {
        long length = source.Length;
        for (long at = 0; at + Signature.Length <= length; at = at == 0 ? FirstUserBlock : 2 * at)
            if (source.View(at, Signature.Length, "superblock").Span.SequenceEqual(Signature))
                return at;
        throw source.Broken(length == 0 ? "it is empty" : "it is not an HDF5 file: its signature is at none of the bytes 0, 512, 1024, …");
    }

    private static long ReadOld(FieldReader fields, int version)
    {
        fields.Skip(4);
        Widths(fields);
        fields.Skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
        fields.Offset();
        fields.Offset();
        CheckEnd(fields);
        fields.Offset();
        fields.Offset();
        return fields.Offset();
    }

    private static long ReadNew(FieldReader fields)
    {
        Widths(fields);
        fields.Skip(1);
        fields.Offset();
        fields.Offset();
        CheckEnd(fields);
        long root = fields.Offset();
        fields.CheckSum();
        return root;
    }

    private static void Widths(FieldReader fields)
    {
        (int offsets, int lengths) = (fields.Byte(), fields.Byte());
        if (offsets is not (2 or 4 or 8) || lengths is not (2 or 4 or 8))
            throw fields.Broken($"addresses of {offsets} and lengths of {lengths} bytes are not read; expected 2, 4 or 8");
        (fields.Source.OffsetSize, fields.Source.LengthSize) = (offsets, lengths);
    }

    private static void CheckEnd(FieldReader fields)
    {
        long end = fields.Offset();
        long found = fields.Source.Base + fields.Source.Length;
        if (end > found)
            throw fields.Source.Broken($"the file ends too early: its superblock says {end:N0} bytes, found {found:N0}");
    }
}
