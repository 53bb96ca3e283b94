namespace KerasNet.Data.Images;

/// <summary>
/// A Huffman table (T.81, annex C and F.2.2.3): codes of up to nine bits are looked up at once, and with an AC coefficient's own bits where those fit as well.
/// </summary>
internal sealed class JpegHuffmanTable
{
    private const int LookupBits = 9;
    private const int MaxLength = 16;

    private readonly ushort[] _lookup = new ushort[1 << LookupBits];
    private readonly int[] _coefficients = new int[1 << LookupBits];
    private readonly int[] _largest = new int[MaxLength + 1];
    private readonly int[] _offset = new int[MaxLength + 1];
    private readonly byte[] _symbols;

    /// <summary>A table from what a DHT segment says.</summary>
    /// <param name="counts">How many codes each of the lengths 1 to 16 has.</param>
    /// <param name="symbols">What the codes mean, shortest first.</param>
    /// <param name="isDc">Whether symbols are lengths of DC differences, at most 15.</param>
    internal JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool isDc)
    {
        _symbols = symbols.ToArray();
        int code = 0;
        int index = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            _offset[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, index++)
                if (length <= LookupBits && code < 1 << length)
                    _lookup.AsSpan(code << (LookupBits - length), 1 << (LookupBits - length)).Fill((ushort)(length << 8 | _symbols[index]));
            if (counts[length - 1] > 0 && code >= 1 << length)
                throw new ImageFormatException($"a Huffman table has more codes of {length} bits than there are");
            _largest[length] = counts[length - 1] > 0 ? code - 1 : -1;
            code <<= 1;
        }

        if (isDc)
            IsDcTable = _symbols.All(symbol => symbol <= 15);
        else
            FindCoefficients();
    }

    /// <summary>Whether the table can serve DC differences.</summary>
    internal bool IsDcTable { get; }

    /// <summary>Reads a code; one that is not in the table means 0, as in libjpeg. 32 bits must be there.</summary>
    internal int Decode(ref JpegBits bits)
    {
        int found = _lookup[bits.Peek(LookupBits)];
        if (found == 0)
            return DecodeLong(ref bits);
        bits.Skip(found >> 8);
        return found & 0xFF;
    }

    /// <summary>An AC code with its coefficient, if both lie within nine bits: the value shifted by 16, the run of zeros by 8, the number of bits; else 0.</summary>
    internal int PeekCoefficient(ref JpegBits bits) => _coefficients[bits.Peek(LookupBits)];

    private int DecodeLong(ref JpegBits bits)
    {
        int code = bits.Peek(MaxLength);
        for (int length = LookupBits + 1; length <= MaxLength; length++)
        {
            int candidate = code >> (MaxLength - length);
            if (candidate <= _largest[length])
            {
                bits.Skip(length);
                return _symbols[candidate + _offset[length]];
            }
        }

        bits.Skip(MaxLength + 1);
        return 0;
    }

    private void FindCoefficients()
    {
        for (int i = 0; i < _lookup.Length; i++)
        {
            (int length, int run, int size) = (_lookup[i] >> 8, (_lookup[i] >> 4) & 15, _lookup[i] & 15);
            if (length == 0 || size == 0 || length + size > LookupBits)
                continue;
            int magnitude = (i >> (LookupBits - length - size)) & ((1 << size) - 1);
            _coefficients[i] = JpegBits.Extend(magnitude, size) << 16 | run << 8 | (length + size);
        }
    }
}
