using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>Walks from marker to marker (T.81, B.1.1).</summary>
/// <param name="file">The whole file.</param>
internal ref struct JpegSegments(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>The whole file.</summary>
    internal readonly ReadOnlySpan<byte> File => _file;

    /// <summary>Where the next byte is read.</summary>
    internal int Position { get; set; }

    /// <summary>The next marker. Bytes before it that belong to nothing are skipped, as libjpeg does.</summary>
    /// <returns>Its second byte, or null at the end of the file.</returns>
    internal byte? NextMarker()
    {
        int found = IndexOfMarker(_file, Position);
        if (found < 0)
        {
            Position = _file.Length;
            return null;
        }

        Position = found + 2;
        return _file[found + 1];
    }

    /// <summary>What follows a marker, without the length.</summary>
    internal ReadOnlySpan<byte> Segment(byte marker)
    {
        if (_file.Length - Position < 2)
            throw new ImageFormatException($"it is cut off after the marker FF {marker:X2}");
        int length = BinaryPrimitives.ReadUInt16BigEndian(_file[Position..]);
        if (length < 2)
            throw new ImageFormatException($"the segment of marker FF {marker:X2} has length {length}, expected at least 2");
        if (length > _file.Length - Position)
            throw new ImageFormatException($"it is cut off: the segment of marker FF {marker:X2} claims {length:N0} bytes, {_file.Length - Position:N0} are left");
        ReadOnlySpan<byte> segment = _file.Slice(Position + 2, length - 2);
        Position += length;
        return segment;
    }

    /// <summary>Where the first marker from a position on begins, or −1. FF 00 is data, and FF may be repeated.</summary>
    internal static int IndexOfMarker(ReadOnlySpan<byte> file, int position)
    {
        while (position < file.Length - 1)
        {
            int next = file[position..].IndexOf((byte)0xFF);
            if (next < 0)
                return -1;
            position += next;
            if (position < file.Length - 1 && file[position + 1] is not (0 or 0xFF))
                return position;
            position++;
        }

        return -1;
    }
}
