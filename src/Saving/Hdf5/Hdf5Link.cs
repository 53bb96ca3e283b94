namespace KerasNet.Saving.Hdf5;

/// <summary>What a name in a group stands for.</summary>
internal enum LinkKind
{
    /// <summary>An object of this file.</summary>
    Hard,

    /// <summary>A path, which is never followed.</summary>
    Soft,

    /// <summary>An object of another file, which is never opened.</summary>
    External,

    /// <summary>Something that a program defined for itself.</summary>
    Other,
}

/// <summary>A name in a group.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Address">The object header of a hard link.</param>
/// <param name="Order">The number in the order of creation, where the group keeps it.</param>
internal sealed record Hdf5Link(string Name, LinkKind Kind, long Address, long Order)
{
    private const int HasOrder = 4;
    private const int HasKind = 8;
    private const int HasCharacters = 16;

    /// <summary>Reads a link message.</summary>
    internal static Hdf5Link Read(FieldReader fields)
    {
        fields.Version(1, 1);
        int flags = fields.Byte();
        LinkKind kind = ((flags & HasKind) != 0 ? fields.Byte() : 0) switch
        {
            0 => LinkKind.Hard,
            1 => LinkKind.Soft,
            64 => LinkKind.External,
            _ => LinkKind.Other,
        };
        long order = (flags & HasOrder) != 0 ? (long)fields.UInt64() : 0;
        fields.Skip((flags & HasCharacters) != 0 ? 1 : 0);
        ulong length = fields.Number(1 << (flags & 3));
        string name = fields.Text((int)Math.Min(length, int.MaxValue));
        return new(name, kind, kind == LinkKind.Hard ? fields.Offset() : Hdf5Source.Undefined, order);
    }
}
