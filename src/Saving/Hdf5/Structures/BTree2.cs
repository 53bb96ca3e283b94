using System.Numerics;

namespace KerasNet.Saving.Hdf5;

/// <summary>The B-trees of version 2: links, attributes and chunks of newer files. Records are read one after the other; nothing is searched for.</summary>
internal sealed class BTree2
{
    private const int NodeOverhead = 10;

    private readonly Hdf5Source _source;
    private readonly int _type;
    private readonly int _nodeSize;
    private readonly int _depth;
    private readonly int _countBytes;
    private readonly int[] _totalBytes;
    private readonly HashSet<long> _seen = [];
    private readonly List<FieldReader> _records = [];

    private BTree2(Hdf5Source source, long address, int type)
    {
        _source = source;
        _type = type;
        FieldReader header = source.Block(address, 22 + source.OffsetSize + source.LengthSize, "B-tree header").Expect("BTHD");
        header.Version(0, 0);
        CheckType(header);
        (uint nodeSize, RecordSize, _depth) = (header.UInt32(), header.UInt16(), header.UInt16());
        header.Skip(2);
        (long root, int count, _) = (header.Offset(), header.UInt16(), header.Length());
        header.CheckSum();
        if (RecordSize == 0 || nodeSize > source.Length || nodeSize < NodeOverhead + RecordSize || _depth > 16)
            throw header.Broken($"a B-tree has nodes of {nodeSize:N0} bytes, records of {RecordSize} and {_depth} levels");
        _nodeSize = (int)nodeSize;
        _totalBytes = new int[_depth + 1];
        double most = (_nodeSize - NodeOverhead) / RecordSize;
        _countBytes = BytesFor(most);
        for (int level = 1; level <= _depth; level++)
        {
            int pointer = PointerBytes(level);
            int records = (_nodeSize - NodeOverhead - pointer) / (RecordSize + pointer);
            most = ((records + 1.0) * most) + records;
            _totalBytes[level] = BytesFor(most);
        }

        if (count > 0)
            Visit(root, count, _depth);
    }

    private int RecordSize { get; }

    /// <summary>All records of a tree, in order.</summary>
    internal static IReadOnlyList<FieldReader> Records(Hdf5Source source, long address, int type) =>
        address == Hdf5Source.Undefined ? [] : new BTree2(source, address, type)._records;

    /// <summary>The bytes that numbers up to the given one take.</summary>
    private static int BytesFor(double most) => (BitOperations.Log2((ulong)Math.Min(most, long.MaxValue)) / 8) + 1;

    private int PointerBytes(int level) => _source.OffsetSize + _countBytes + _totalBytes[level - 1];

    private void Visit(long address, int count, int level)
    {
        FieldReader node = _source.Block(address, _nodeSize, level == 0 ? "B-tree leaf" : "B-tree node").Expect(level == 0 ? "BTLF" : "BTIN");
        if (!_seen.Add(address))
            throw _source.Broken("a circle in the B-tree: a node is its own descendant", address);
        node.Version(0, 0);
        CheckType(node);
        FieldReader[] records = new FieldReader[Math.Min(count, node.Left / RecordSize)];
        if (records.Length < count)
            throw node.Broken($"a B-tree node of {_nodeSize:N0} bytes claims {count:N0} records of {RecordSize}");
        for (int i = 0; i < count; i++)
            records[i] = node.Part(RecordSize, "B-tree record");
        (long Address, int Count)[] children = new (long, int)[level == 0 ? 0 : count + 1];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = (node.Offset(), (int)Math.Min(node.Number(_countBytes), int.MaxValue));
            node.Skip(_totalBytes[level - 1]);
        }

        node.CheckSum();
        for (int i = 0; i < Math.Max(count, children.Length); i++)
        {
            if (level > 0)
                Visit(children[i].Address, children[i].Count, level - 1);
            if (i < count)
                _records.Add(records[i]);
        }
    }

    private void CheckType(FieldReader fields)
    {
        if (fields.Byte() is var found && found != _type)
            throw fields.Broken($"the B-tree is of type {found}, expected {_type}");
    }
}
