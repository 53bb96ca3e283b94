using System.Numerics;

namespace KerasNet.Saving.Hdf5;

/// <summary>The heap of newer groups and of objects with many attributes: a table of blocks that double in size from row to row, itself made of tables.</summary>
internal sealed class FractalHeap
{
    private const string HeaderName = "fractal heap";

    private readonly Hdf5Source _source;
    private readonly long _address;
    private readonly int _offsetBytes;
    private readonly int _lengthBytes;
    private readonly int _idBytes;
    private readonly bool _checked;
    private readonly int _width;
    private readonly long _firstSize;
    private readonly int _directRows;
    private readonly long _root;
    private readonly int _rootRows;
    private readonly long _hugeTree;
    private readonly Dictionary<long, FieldReader> _blocks = [];

    private IReadOnlyList<FieldReader>? _huge;

    internal FractalHeap(Hdf5Source source, long address)
    {
        _source = source;
        _address = address;
        (int o, int l) = (source.OffsetSize, source.LengthSize);
        FieldReader header = source.Block(address, 22 + (12 * l) + (3 * o) + 4, HeaderName).Expect("FRHP");
        header.Version(0, 0);
        _idBytes = header.UInt16();
        if (header.UInt16() != 0)
            throw header.Broken("compressed fractal heaps are not read");
        _checked = (header.Byte() & 2) != 0;
        ulong mostManaged = header.UInt32();
        header.Length();
        _hugeTree = header.Offset();
        header.Length();
        header.Offset();
        header.Skip(8 * l);
        _width = header.UInt16();
        _firstSize = header.Length();
        long mostDirect = header.Length();
        int heapBits = header.UInt16();
        header.UInt16();
        _root = header.Offset();
        _rootRows = header.UInt16();
        header.CheckSum();
        bool blocksFit = IsPower(_width) && IsPower(_firstSize) && IsPower(mostDirect) && mostDirect >= _firstSize && mostDirect <= int.MaxValue;
        if (!blocksFit || heapBits is 0 or > 62 || mostManaged == 0)
            throw header.Broken($"a {HeaderName} has {_width} blocks in a row, of {_firstSize:N0} to {mostDirect:N0} bytes");
        _offsetBytes = (heapBits + 7) / 8;
        _lengthBytes = Math.Min((BitOperations.Log2((ulong)mostDirect) + 7) / 8, (BitOperations.Log2(mostManaged) + 7) / 8);
        _directRows = BitOperations.Log2((ulong)mostDirect) - BitOperations.Log2((ulong)_firstSize) + 2;
    }

    /// <summary>The object that an identifier leads to; the identifier is taken from a record.</summary>
    internal FieldReader Object(FieldReader record)
    {
        FieldReader id = record.Part(_idBytes, "heap identifier");
        int kind = id.Byte();
        return (kind >> 4) switch
        {
            0 => Managed((long)id.Number(_offsetBytes), (long)id.Number(_lengthBytes)),
            1 => Huge(id),
            2 => Tiny(id, kind & 0xF),
            _ => throw id.Broken($"an identifier of the {HeaderName} starts with {kind:X2}"),
        };
    }

    private static bool IsPower(long value) => value > 0 && BitOperations.IsPow2(value);

    private FieldReader Tiny(FieldReader id, int low)
    {
        const int mostShort = 17;
        int length = 1 + (_idBytes <= mostShort ? low : (low << 8) | id.Byte());
        return id.Part(length);
    }

    private FieldReader Huge(FieldReader id)
    {
        const string what = "large object of the fractal heap";
        if (_source.OffsetSize + _source.LengthSize <= _idBytes - 1)
            return _source.Block(id.Offset(), id.Length(), what);
        ulong wanted = id.Number(Math.Min(8, Math.Min(_source.LengthSize, id.Left)));
        _huge ??= BTree2.Records(_source, _hugeTree, type: 1);
        foreach (FieldReader record in _huge)
        {
            FieldReader fields = record.Again();
            (long address, long length, ulong number) = (fields.Offset(), fields.Length(), fields.Number(_source.LengthSize));
            if (number == wanted)
                return _source.Block(address, length, what);
        }

        throw id.Broken($"the {HeaderName} has no {what} of number {wanted}");
    }

    private FieldReader Managed(long offset, long length)
    {
        (long address, long start, long size) = Locate(offset);
        FieldReader block = Direct(address, size).Again();
        if (length > size - (offset - start))
            throw block.Broken($"an object of {length:N0} bytes reaches out of its block of the {HeaderName}");
        block.Skip((int)(offset - start));
        return block.Part((int)length, "object of the fractal heap");
    }

    /// <summary>The block that holds an offset, where it starts, and its size.</summary>
    private (long Address, long Start, long Size) Locate(long offset)
    {
        (long address, int rows, long start) = (_root, _rootRows, 0);
        if (rows == 0)
            return (address, 0, _firstSize);
        while (true)
        {
            long inRow = _firstSize * _width;
            long within = offset - start;
            int row = within < inRow ? 0 : BitOperations.Log2((ulong)(within / inRow)) + 1;
            if (row >= rows)
                throw _source.Broken($"an identifier leads to offset {offset:N0}, outside of the {HeaderName}", _address);
            long size = row == 0 ? _firstSize : _firstSize << (row - 1);
            long rowStart = row == 0 ? 0 : inRow << (row - 1);
            long column = (within - rowStart) / size;
            long child = Child(address, rows, (int)((row * _width) + column));
            start += rowStart + (column * size);
            if (row < _directRows)
                return (child, start, size);
            address = child;
            rows = BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)inRow) + 1;
        }
    }

    private FieldReader Direct(long address, long size)
    {
        if (_blocks.TryGetValue(address, out FieldReader? block))
            return block;
        block = _source.Block(address, size, "direct block of the fractal heap");
        FieldReader fields = block.Again().Expect("FHDB");
        fields.Version(0, 0);
        fields.Offset();
        fields.Skip(_offsetBytes);
        if (_checked)
            CheckSum(block.Again(), fields.At);
        return _blocks[address] = block;
    }

    /// <summary>The sum is over the whole block, with zeros in its own place.</summary>
    private void CheckSum(FieldReader block, int at)
    {
        byte[] bytes = block.Take(block.Left).ToArray();
        uint stored = BitConverter.ToUInt32(bytes, at);
        bytes.AsSpan(at, 4).Clear();
        if (Lookup3.Hash(bytes) != stored)
            throw _source.Broken("the check sum of a direct block of the fractal heap is wrong", block.Address - bytes.Length);
    }

    /// <summary>An address in an indirect block: those of all its rows lie one after the other.</summary>
    private long Child(long address, int rows, int index)
    {
        int prefix = 5 + _source.OffsetSize + _offsetBytes;
        if (!_blocks.TryGetValue(address, out FieldReader? block))
        {
            block = _source.Block(address, prefix + ((long)rows * _width * _source.OffsetSize) + 4, "indirect block of the fractal heap");
            FieldReader fields = block.Again().Expect("FHIB");
            fields.Version(0, 0);
            fields.Skip(fields.Left - 4);
            fields.CheckSum();
            _blocks[address] = block;
        }

        FieldReader child = block.Again();
        child.Skip(prefix + (index * _source.OffsetSize));
        return child.Offset();
    }
}
