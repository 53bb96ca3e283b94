using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>What segments between the scans set: tables, the restart interval, and signs of the colour space (T.81, B.2.4).</summary>
internal sealed class JpegTables
{
    private const int Slots = 4;

    private readonly short[]?[] _quantization = new short[Slots][];
    private readonly JpegHuffmanTable?[] _dc = new JpegHuffmanTable[Slots];
    private readonly JpegHuffmanTable?[] _ac = new JpegHuffmanTable[Slots];
    private bool _jfif;
    private int? _adobeTransform;

    /// <summary>Units between restart markers; 0 = none.</summary>
    internal int RestartInterval { get; private set; }

    internal short[] Quantization(int slot) =>
        _quantization[slot] ?? throw new ImageFormatException($"it uses quantization table {slot}, which it does not have");

    internal JpegHuffmanTable Dc(int slot) => _dc[slot] is { IsDcTable: true } table
        ? table
        : throw new ImageFormatException($"it uses Huffman table {slot} for DC coefficients, which {(_dc[slot] is null ? "it does not have" : "holds other symbols")}");

    internal JpegHuffmanTable Ac(int slot) =>
        _ac[slot] ?? throw new ImageFormatException($"it uses Huffman table {slot} for AC coefficients, which it does not have");

    /// <summary>The colour space, guessed as libjpeg does.</summary>
    internal JpegColours Colours(JpegComponent[] components) => components.Length switch
    {
        1 => JpegColours.Grey,
        4 => _adobeTransform is null or 0 ? JpegColours.Cmyk : JpegColours.Ycck,
        _ when _jfif => JpegColours.YCbCr,
        _ when _adobeTransform is { } transform => transform == 0 ? JpegColours.Rgb : JpegColours.YCbCr,
        _ => components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }] ? JpegColours.Rgb : JpegColours.YCbCr,
    };

    /// <summary>Takes up a segment; those that do not matter for pixels are passed over.</summary>
    internal void Read(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case JpegMarker.QuantizationTables:
                ReadQuantization(segment);
                break;
            case JpegMarker.HuffmanTables:
                ReadHuffman(segment);
                break;
            case JpegMarker.RestartInterval:
                RestartInterval = segment.Length == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(segment)
                    : throw new ImageFormatException($"its restart interval has {segment.Length} bytes, expected 2");
                break;
            case JpegMarker.Application0:
                _jfif |= segment.Length >= 12 && segment.StartsWith("JFIF\0"u8);
                break;
            case JpegMarker.Application14 when segment.Length >= 12 && segment.StartsWith("Adobe"u8):
                _adobeTransform = segment[11];
                break;
        }
    }

    private void ReadQuantization(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            (int precision, int slot) = (segment[0] >> 4, segment[0] & 15);
            int size = precision == 0 ? 1 : 2;
            if (slot >= Slots || segment.Length < 1 + 64 * size)
                throw new ImageFormatException($"its quantization table {slot} has {segment.Length - 1} bytes, expected {64 * size} of a table 0 to 3");
            short[] table = new short[64];
            for (int i = 0; i < 64; i++)
                table[JpegZigzag.Natural(i)] = size == 1 ? segment[1 + i] : BinaryPrimitives.ReadInt16BigEndian(segment[(1 + 2 * i)..]);
            _quantization[slot] = table;
            segment = segment[(1 + 64 * size)..];
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            (int kind, int slot) = (segment[0] >> 4, segment[0] & 15);
            int symbols = 0;
            foreach (byte count in segment[1..Math.Min(17, segment.Length)])
                symbols += count;
            if (kind > 1 || slot >= Slots || symbols > 256 || segment.Length < 17 + symbols)
                throw new ImageFormatException($"its Huffman table {slot} of kind {kind} with {symbols} symbols is damaged");
            JpegHuffmanTable table = new(segment.Slice(1, 16), segment.Slice(17, symbols), isDc: kind == 0);
            (kind == 0 ? _dc : _ac)[slot] = table;
            segment = segment[(17 + symbols)..];
        }
    }
}
