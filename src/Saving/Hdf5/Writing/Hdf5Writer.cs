using System.Text;

namespace KerasNet.Saving.Hdf5;

/// <summary>
/// Writes a file as h5py does by default: superblock 0, groups of symbol tables, contiguous little-endian datasets. The same tree gives the same bytes.
/// </summary>
/// <remarks>All that is not data is laid out in memory first; the elements of datasets then go to the stream one after the other, and the stream need not seek.</remarks>
internal sealed class Hdf5Writer
{
    private const int SuperblockBytes = 96;
    private const ulong Nowhere = ulong.MaxValue;

    private readonly MetadataWriter _metadata = new();
    private readonly GlobalHeapWriter _heap;
    private readonly List<(NewArray Data, long AddressAt)> _datasets = [];

    private Hdf5Writer() => _heap = new(_metadata);

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Takes it, from where it stands.</param>
    /// <param name="root">The root group.</param>
    /// <exception cref="ArgumentException">An attribute is larger than HDF5 allows.</exception>
    internal static void Write(Stream stream, NewGroup root) => new Hdf5Writer().WriteAll(stream, root);

    private void WriteAll(Stream stream, NewGroup root)
    {
        _metadata.Reserve(SuperblockBytes);
        (long header, GroupTable table) = Group(root);
        _heap.Finish();
        long end = _metadata.Length;
        foreach ((NewArray data, long addressAt) in _datasets)
        {
            end = Aligned(end);
            _metadata.Patch(addressAt, (ulong)end);
            end += data.Bytes;
        }

        Superblock(header, table, end);
        _metadata.CopyTo(stream);
        long at = _metadata.Length;
        ReadOnlySpan<byte> gap = stackalloc byte[8];
        foreach ((NewArray data, _) in _datasets)
        {
            stream.Write(gap[..(int)(Aligned(at) - at)]);
            ReadOnlySpan<byte> elements = data.Elements();
            if (elements.Length != data.Bytes)
                throw new InvalidOperationException($"A dataset gave {elements.Length:N0} bytes, expected {data.Bytes:N0}.");
            stream.Write(elements);
            at = Aligned(at) + data.Bytes;
        }
    }

    private static long Aligned(long address) => (address + 7) & ~7L;

    private void Superblock(long root, GroupTable table, long end) => _metadata.Overwrite(0, fields =>
    {
        fields.Write(Hdf5.Superblock.Signature);
        fields.Write([0, 0, 0, 0, 0, 8, 8, 0]);
        fields.Write((ushort)GroupTable.LeafRank);
        fields.Write((ushort)GroupTable.TreeRank);
        fields.Write(0u);
        fields.Write(0UL);
        fields.Write(Nowhere);
        fields.Write((ulong)end);
        fields.Write(Nowhere);
        fields.Write(0UL);
        fields.Write((ulong)root);
        fields.Write(1UL);
        fields.Write((ulong)table.Tree);
        fields.Write((ulong)table.Heap);
    });

    private (long Header, GroupTable Table) Group(NewGroup group)
    {
        (byte[] Name, long Header)[] children =
        [
            .. group.Children.Select(child => (Name: Encoding.UTF8.GetBytes(child.Key), Child: child.Value))
                .OrderBy(child => child.Name, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
                .Select(child => (child.Name, child.Child is NewGroup inner ? Group(inner).Header : Dataset((NewDataset)child.Child))),
        ];
        GroupTable table = GroupTable.Write(_metadata, children);
        HeaderWriter header = new();
        header.Add(MessageKind.SymbolTable, fields =>
        {
            fields.Write((ulong)table.Tree);
            fields.Write((ulong)table.Heap);
        });
        Attributes(header, group);
        return (header.WriteTo(_metadata).Address, table);
    }

    private long Dataset(NewDataset dataset)
    {
        NewArray data = dataset.Data;
        HeaderWriter header = new();
        header.Add(MessageKind.Dataspace, fields => HeaderWriter.Dataspace(fields, data.Shape));
        header.Add(MessageKind.Datatype, fields => fields.Write(data.Type.Message), constant: true);
        header.Add(MessageKind.FillValue, fields => fields.Write([2, 2, 2, 1, 0, 0, 0, 0]), constant: true);
        int layout = header.Add(MessageKind.Layout, fields =>
        {
            fields.Write([3, 1]);
            fields.Write(Nowhere);
            fields.Write((ulong)data.Bytes);
        });
        Attributes(header, dataset);
        (long address, long messages) = header.WriteTo(_metadata);
        if (data.Bytes > 0)
            _datasets.Add((data, messages + layout + 2));
        return address;
    }

    private void Attributes(HeaderWriter header, NewObject owner)
    {
        foreach ((string name, NewArray value) in owner.Attributes)
            header.Attribute(name, value, value.Texts.Count > 0 ? _heap.References(value.Texts) : value.Elements());
    }
}
