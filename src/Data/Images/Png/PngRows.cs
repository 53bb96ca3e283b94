using System.IO.Compression;

namespace KerasNet.Data.Images;

/// <summary>
/// Inflates rows and undoes their filters (RFC 2083, 6). It reads no further than the rows that are asked for, so a picture never inflates beyond its size.
/// </summary>
internal sealed class PngRows : IDisposable
{
    private readonly ZLibStream _inflated;
    private readonly PngHeader _header;
    private readonly int _distance;
    private byte[] _row;
    private byte[] _above;
    private int _width;

    internal PngRows(byte[] compressed, PngHeader header)
    {
        _inflated = new(new MemoryStream(compressed), CompressionMode.Decompress);
        _header = header;
        _distance = Math.Max(1, header.Samples * header.Depth / 8);
        _row = new byte[1 + header.RowBytes(header.Width)];
        _above = new byte[_row.Length];
    }

    /// <summary>What the two rows that are held take.</summary>
    internal static double Bytes(PngHeader header) => 2 * (1 + header.Width * (header.Samples * header.Depth / 8.0));

    public void Dispose() => _inflated.Dispose();

    /// <summary>The samples of the next row, of so many pixels; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Next(int width, bool firstOfPass)
    {
        (_row, _above) = (_above, _row);
        int bytes = 1 + _header.RowBytes(width);
        if (firstOfPass)
            _above.AsSpan().Clear();
        _width = width;
        Span<byte> row = _row.AsSpan(0, bytes);
        Fill(row);
        Unfilter(row[0], row[1..], _above.AsSpan(1, bytes - 1));
        return row[1..];
    }

    private void Fill(Span<byte> row)
    {
        int received;
        try
        {
            received = _inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImageFormatException($"its pixel data is damaged or cut off: {e.Message}", innerException: e);
        }

        if (received < row.Length)
            throw new ImageFormatException($"its pixel data ends early: a row of {_width:N0} pixels has {received:N0} of {row.Length:N0} bytes");
    }

    private void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        int distance = Math.Min(_distance, row.Length);
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (int i = 0; i < distance; i++)
                    row[i] += (byte)(above[i] >> 1);
                for (int i = distance; i < row.Length; i++)
                    row[i] += (byte)((row[i - distance] + above[i]) >> 1);
                break;
            case 4:
                for (int i = 0; i < distance; i++)
                    row[i] += above[i];
                for (int i = distance; i < row.Length; i++)
                    row[i] += Paeth(row[i - distance], above[i], above[i - distance]);
                break;
            default:
                throw new ImageFormatException($"a row has filter {filter}, expected 0 to 4");
        }
    }

    /// <summary>Of left, above and above left the one nearest to left + above − above left (RFC 2083, 6.6).</summary>
    internal static byte Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - 2 * corner);
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
