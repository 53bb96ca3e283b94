namespace KerasNet.Saving.Hdf5;

/// <summary>Values of variable length, in collections that all objects of a file share.</summary>
internal sealed class GlobalHeap(Hdf5Source source)
{
    private const int PrefixBytes = 8;

    private readonly Dictionary<long, Dictionary<int, FieldReader>> _collections = [];

    /// <summary>The value with a number in the collection at an address.</summary>
    internal FieldReader Value(long address, int number)
    {
        if (!_collections.TryGetValue(address, out Dictionary<int, FieldReader>? values))
            _collections[address] = values = Read(address);
        return values.TryGetValue(number, out FieldReader? value)
            ? value.Again()
            : throw source.Broken($"the global heap collection has no value {number}", address);
    }

    private Dictionary<int, FieldReader> Read(long address)
    {
        const string what = "global heap collection";
        FieldReader header = source.Block(address, PrefixBytes + source.LengthSize, what).Expect("GCOL");
        header.Version(1, 1);
        header.Skip(3);
        FieldReader all = source.Block(address, header.Length(), what);
        all.Skip(PrefixBytes + source.LengthSize);
        all.Align();
        Dictionary<int, FieldReader> values = [];
        while (all.Left >= 2 * PrefixBytes)
        {
            int number = all.UInt16();
            all.Skip(6);
            long length = all.Length();
            all.Align();
            if (number == 0)
                break;
            if (length > all.Left)
                throw all.Broken($"a value of the {what} claims {length:N0} bytes, {all.Left:N0} are left");
            values[number] = all.Part((int)length, "value in the global heap");
            all.Skip(Math.Min(all.Left, -(int)length & 7));
        }

        return values;
    }
}
