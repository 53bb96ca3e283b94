using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace KerasNet.Data.Images;

/// <summary>
/// The bits of a scan (T.81, F.2.2.5), 64 at a time, the next one highest. At a marker zeros follow, as in libjpeg; whoever takes them has overdrawn.
/// </summary>
/// <param name="file">The whole file.</param>
/// <param name="position">Where the scan's data begins.</param>
internal ref struct JpegBits(ReadOnlySpan<byte> file, int position)
{
    /// <summary>How many bits <see cref="Ensure"/> makes available: the longest code and the longest number behind it.</summary>
    private const int Enough = 32;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = position;
    private ulong _buffer;
    private int _count;
    private int _padding;
    private bool _overdrawn;

    /// <summary>Where the file is read next: at a marker, or before one.</summary>
    internal readonly int Position => _position;

    /// <summary>Whether bits were taken that the scan does not have.</summary>
    internal readonly bool Overdrawn => _overdrawn || _count < _padding;

    /// <summary>Whether the file ended without a marker.</summary>
    internal bool Ended { get; private set; }

    /// <summary>Makes 32 bits available.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Ensure()
    {
        if (_count < Enough)
            Fill();
    }

    /// <summary>The next bits, at most 32 and at least 1; they stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly int Peek(int count) => (int)(_buffer >> (64 - count));

    /// <summary>Drops bits that were looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Skip(int count)
    {
        _buffer <<= count;
        _count -= count;
    }

    /// <summary>Takes 1 to 16 bits that are available as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Take(int count)
    {
        int value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>Takes 1 to 15 bits that are available as a signed number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int TakeSigned(int count) => Extend(Take(count), count);

    /// <summary>Numbers whose first bit is 0 are negative (T.81, F.2.2.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Extend(int value, int count) => value < 1 << (count - 1) ? value - (1 << count) + 1 : value;

    /// <summary>Drops what is left before a restart marker and begins behind it.</summary>
    /// <param name="expected">The restart marker's number, 0 to 7.</param>
    internal void Restart(int expected)
    {
        _buffer = 0;
        _count = 0;
        _padding = 0;
        if (FindRestart(expected))
            _overdrawn = false;
    }

    /// <summary>
    /// Looks for a restart marker (libjpeg's <c>jpeg_resync_to_restart</c>): an earlier one is passed over; one or two ahead of the expected, or another
    /// kind of marker, stays, and the interval is empty.
    /// </summary>
    private bool FindRestart(int expected)
    {
        while (true)
        {
            int found = JpegSegments.IndexOfMarker(_file, _position);
            if (found < 0)
            {
                _position = _file.Length;
                return false;
            }

            _position = found;
            byte marker = _file[found + 1];
            bool restart = marker is >= JpegMarker.Restart0 and <= JpegMarker.Restart7;
            int ahead = (marker - JpegMarker.Restart0 - expected) & 7;
            if (restart && ahead is not (1 or 2 or 6 or 7))
            {
                _position += 2;
                return true;
            }

            if (restart ? ahead is 1 or 2 : marker >= JpegMarker.StartOfFrame0)
                return false;
            _position += 2;
        }
    }

    private void Fill()
    {
        if (_position <= _file.Length - sizeof(uint))
        {
            uint word = BinaryPrimitives.ReadUInt32BigEndian(_file[_position..]);
            uint inverted = ~word;
            bool hasMarkerByte = ((inverted - 0x01010101) & word & 0x80808080) != 0;
            if (!hasMarkerByte)
            {
                _buffer |= (ulong)word << (Enough - _count);
                _count += Enough;
                _position += sizeof(uint);
                return;
            }
        }

        FillByByte();
    }

    private void FillByByte()
    {
        while (_count <= 56)
        {
            if (_position >= _file.Length)
            {
                Ended = true;
                Pad();
                return;
            }

            byte value = _file[_position];
            int next = _position + 1;
            if (value == 0xFF)
            {
                while (next < _file.Length && _file[next] == 0xFF)
                    next++;
                if (next >= _file.Length || _file[next] != 0)
                {
                    Ended = next >= _file.Length;
                    _position = next - 1;
                    Pad();
                    return;
                }

                next++;
            }

            _position = next;
            _buffer |= (ulong)value << (56 - _count);
            _count += 8;
        }
    }

    private void Pad()
    {
        _overdrawn = Overdrawn;
        _padding = Math.Min(_padding, _count) + 64 - _count;
        _count = 64;
    }
}
