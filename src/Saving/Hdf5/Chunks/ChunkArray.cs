using System.Numerics;

namespace KerasNet.Saving.Hdf5;

/// <summary>The two arrays by which newer files find chunks: one of fixed length, one that grows by blocks, each block twice as long as those before it.</summary>
/// <param name="source">The file.</param>
/// <param name="add">Takes the number of an element and its fields.</param>
internal sealed class ChunkArray(Hdf5Source source, Action<long, FieldReader> add)
{
    private const int SumBytes = 4;

    /// <summary>More chunks than 2 to this are in no file; HDF5 takes 32.</summary>
    private const int MostBits = 40;

    private long _next;
    private int _elementBytes;
    private int _pageElements;
    private int _arrayOffsetBytes;

    private int PrefixBytes => 6 + source.OffsetSize;

    internal void ReadFixed(long address)
    {
        FieldReader header = Header(address, "FAHD", 8 + source.LengthSize + source.OffsetSize, "fixed array");
        int pageBits = header.Byte();
        long count = header.Length();
        long block = header.Offset();
        header.CheckSum();
        _pageElements = PageElements(header, pageBits);
        if (block == Hdf5Source.Undefined)
            return;
        if (count > source.Length)
            throw header.Broken($"a fixed array claims {count:N0} elements in a file of {source.Length:N0} bytes");
        bool paged = count > _pageElements;
        long pages = paged ? (count + _pageElements - 1) / _pageElements : 0;
        long bitmap = (pages + 7) / 8;
        long length = PrefixBytes + bitmap + (paged ? 0 : count * _elementBytes) + SumBytes;
        FieldReader fields = source.Block(block, length, "fixed array block").Expect("FADB");
        fields.Skip(PrefixBytes - 4);
        ReadOnlyMemory<byte> written = fields.Slice((int)bitmap);
        FieldReader elements = fields.Part(paged ? 0 : (int)(count * _elementBytes));
        fields.CheckSum();
        if (paged)
            ReadPages(block + length, count, page => Bit(written.Span, page));
        else
            Elements(elements, count);
    }

    internal void ReadExtensible(long address)
    {
        FieldReader header = Header(address, "EAHD", 12 + (6 * source.LengthSize) + source.OffsetSize, "extensible array");
        int bits = header.Byte();
        (int inIndex, int smallest, int fewest, int pageBits) = (header.Byte(), header.Byte(), header.Byte(), header.Byte());
        header.Skip(6 * source.LengthSize);
        long index = header.Offset();
        header.CheckSum();
        if (bits is 0 or > MostBits || !BitOperations.IsPow2(smallest) || !BitOperations.IsPow2(fewest) || BitOperations.Log2((uint)smallest) > bits)
            throw header.Broken($"an extensible array of {bits} bits has blocks of {smallest} elements and {fewest} blocks");
        _pageElements = PageElements(header, pageBits);
        _arrayOffsetBytes = (bits + 7) / 8;
        if (index == Hdf5Source.Undefined)
            return;
        int superBlocks = 1 + bits - BitOperations.Log2((uint)smallest);
        int direct = Math.Min(superBlocks, 2 * BitOperations.Log2((uint)fewest));
        int directBlocks = 2 * (fewest - 1);
        long length = PrefixBytes + (inIndex * _elementBytes) + ((directBlocks + superBlocks - direct) * (long)source.OffsetSize) + SumBytes;
        FieldReader fields = source.Block(index, length, "extensible array index").Expect("EAIB");
        FieldReader sum = fields.Again();
        sum.Skip((int)length - SumBytes);
        sum.CheckSum();
        fields.Skip(PrefixBytes - 4);
        Elements(fields.Part(inIndex * _elementBytes), inIndex);
        for (int i = 0; i < direct; i++)
            for (int block = 0; block < Blocks(i); block++)
                ReadBlock(fields.Offset(), BlockElements(i, smallest), _ => false);
        for (int i = direct; i < superBlocks; i++)
            ReadSuperBlock(fields.Offset(), Blocks(i), BlockElements(i, smallest));
    }

    private static long Blocks(int superBlock) => 1L << (superBlock / 2);

    private static long BlockElements(int superBlock, int smallest) => (long)smallest << ((superBlock + 1) / 2);

    /// <summary>The highest bit of a byte comes first.</summary>
    private static bool Bit(ReadOnlySpan<byte> bits, long index) => (bits[(int)(index / 8)] & (0x80 >> (int)(index % 8))) != 0;

    private static int PageElements(FieldReader header, int bits) =>
        bits <= 30 ? 1 << bits : throw header.Broken($"pages of 2^{bits} elements are larger than any that are read");

    private FieldReader Header(long address, string signature, int length, string what)
    {
        FieldReader header = source.Block(address, length + SumBytes, what).Expect(signature);
        header.Version(0, 0);
        header.Skip(1);
        _elementBytes = header.Byte();
        return _elementBytes >= source.OffsetSize ? header : throw header.Broken($"an element of the {what} has {_elementBytes} bytes");
    }

    private void ReadSuperBlock(long address, long blocks, long elements)
    {
        if (address == Hdf5Source.Undefined)
        {
            _next += blocks * elements;
            return;
        }

        long pages = elements > _pageElements ? elements / _pageElements : 0;
        long bitmap = blocks * ((pages + 7) / 8);
        long length = PrefixBytes + _arrayOffsetBytes + bitmap + (blocks * source.OffsetSize) + SumBytes;
        FieldReader fields = source.Block(address, length, "extensible array super block").Expect("EASB");
        FieldReader sum = fields.Again();
        sum.Skip((int)length - SumBytes);
        sum.CheckSum();
        fields.Skip(PrefixBytes - 4 + _arrayOffsetBytes);
        ReadOnlyMemory<byte> written = fields.Slice((int)bitmap);
        for (long block = 0; block < blocks; block++)
        {
            long first = block * pages;
            ReadBlock(fields.Offset(), elements, page => Bit(written.Span, first + page));
        }
    }

    private void ReadBlock(long address, long count, Func<long, bool> isWritten)
    {
        if (address == Hdf5Source.Undefined)
        {
            _next += count;
            return;
        }

        bool paged = count > _pageElements;
        long length = PrefixBytes + _arrayOffsetBytes + (paged ? 0 : count * _elementBytes) + SumBytes;
        FieldReader fields = source.Block(address, length, "extensible array block").Expect("EADB");
        fields.Skip(PrefixBytes - 4 + _arrayOffsetBytes);
        FieldReader elements = fields.Part(paged ? 0 : (int)(count * _elementBytes));
        fields.CheckSum();
        if (paged)
            ReadPages(address + length, count, isWritten);
        else
            Elements(elements, count);
    }

    /// <summary>Pages lie one after the other, also those that were never written.</summary>
    private void ReadPages(long address, long count, Func<long, bool> isWritten)
    {
        for (long page = 0; page * _pageElements < count; page++)
        {
            long inPage = Math.Min(_pageElements, count - (page * _pageElements));
            if (isWritten(page))
            {
                FieldReader fields = source.Block(address, (inPage * _elementBytes) + SumBytes, "page of chunk addresses");
                FieldReader elements = fields.Part((int)inPage * _elementBytes);
                fields.CheckSum();
                Elements(elements, inPage);
            }
            else
            {
                _next += inPage;
            }

            address += (inPage * _elementBytes) + SumBytes;
        }
    }

    private void Elements(FieldReader fields, long count)
    {
        for (long i = 0; i < count; i++)
            add(_next++, fields.Part(_elementBytes));
    }
}
