namespace KerasNet.Saving.Hdf5;

/// <summary>The names of an old group.</summary>
internal sealed class LocalHeap
{
    private readonly FieldReader _names;

    internal LocalHeap(Hdf5Source source, long address)
    {
        FieldReader header = source.Block(address, 8 + (2 * source.LengthSize) + source.OffsetSize, "local heap").Expect("HEAP");
        header.Version(0, 0);
        header.Skip(3);
        long size = header.Length();
        header.Length();
        _names = source.Block(header.Offset(), size, "names of the local heap");
    }

    internal string Name(ulong offset)
    {
        FieldReader name = _names.Again();
        name.Skip((int)Math.Min(offset, int.MaxValue));
        return name.Text();
    }
}
