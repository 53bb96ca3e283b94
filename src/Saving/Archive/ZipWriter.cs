using System.Buffers.Binary;
using System.Text;
using KerasNet.Data;

namespace KerasNet.Saving;

/// <summary>Writes a zip archive as Python's zipfile does: members stored as they are, so that they can be read in place.</summary>
/// <param name="stream">Takes the archive; it must be able to seek, because sizes and check sums are written after the content.</param>
internal sealed class ZipWriter(Stream stream)
{
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort ByUnix = 3 << 8;
    private const ushort Utf8Name = 1 << 11;
    private const uint OwnerReadsAndWrites = 0x8180u << 16;
    private const uint TooLarge = uint.MaxValue;

    private readonly List<Entry> _entries = [];

    /// <summary>Writes a member.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="date">When it was made; zip knows years from 1980 on.</param>
    /// <param name="write">Writes its content, from front to back.</param>
    /// <param name="mayBeLong">Whether it may have more than 4 GB: its header then has a place for long sizes.</param>
    internal void Add(string name, DateTime date, Action<Stream> write, bool mayBeLong = false)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        Entry entry = new(nameBytes, name.All(char.IsAscii) ? (ushort)0 : Utf8Name, DosTime(date), stream.Position, mayBeLong);
        WriteHeader(entry);
        SummingStream content = new(stream);
        write(content);
        (entry.Sum, entry.Size) = (content.Sum, content.Count);
        if (entry.Size >= TooLarge && !mayBeLong)
            throw new InvalidOperationException($"The member {name} has {entry.Size:N0} bytes, for which its header has no place.");

        long end = stream.Position;
        stream.Position = entry.Header;
        WriteHeader(entry);
        stream.Position = end;
        _entries.Add(entry);
    }

    /// <summary>Writes the directory. Nothing may be added after it.</summary>
    internal void Finish()
    {
        long start = stream.Position;
        foreach (Entry entry in _entries)
        {
            byte[] extra = entry.IsLong || entry.Header >= TooLarge ? Fields((2, 1), (2, 24), (8, entry.Size), (8, entry.Size), (8, entry.Header)) : [];
            bool isLong = extra.Length > 0;
            stream.Write(Fields(
                (4, 0x02014B50), (2, ByUnix | (isLong ? Version64 : Version)), (2, isLong ? Version64 : Version), (2, entry.Flags), (2, ZipMember.Plain), (4, entry.Time),
                (4, entry.Sum), (4, isLong ? TooLarge : entry.Size), (4, isLong ? TooLarge : entry.Size), (2, entry.Name.Length), (2, extra.Length), (2, 0), (2, 0),
                (2, 0), (4, OwnerReadsAndWrites), (4, isLong ? TooLarge : entry.Header)));
            stream.Write(entry.Name);
            stream.Write(extra);
        }

        long end = stream.Position;
        if (start >= TooLarge)
        {
            stream.Write(Fields(
                (4, 0x06064B50), (8, 44), (2, Version64), (2, Version64), (4, 0), (4, 0), (8, _entries.Count), (8, _entries.Count), (8, end - start), (8, start)));
            stream.Write(Fields((4, 0x07064B50), (4, 0), (8, end), (4, 1)));
        }

        stream.Write(Fields(
            (4, 0x06054B50), (2, 0), (2, 0), (2, _entries.Count), (2, _entries.Count), (4, end - start), (4, Math.Min(start, TooLarge)), (2, 0)));
    }

    private void WriteHeader(Entry entry)
    {
        byte[] extra = entry.IsLong ? Fields((2, 1), (2, 16), (8, entry.Size), (8, entry.Size)) : [];
        stream.Write(Fields(
            (4, 0x04034B50), (2, entry.IsLong ? Version64 : Version), (2, entry.Flags), (2, ZipMember.Plain), (4, entry.Time), (4, entry.Sum),
            (4, entry.IsLong ? TooLarge : entry.Size), (4, entry.IsLong ? TooLarge : entry.Size), (2, entry.Name.Length), (2, extra.Length)));
        stream.Write(entry.Name);
        stream.Write(extra);
    }

    private static byte[] Fields(params ReadOnlySpan<(int Bytes, long Value)> fields)
    {
        List<byte> bytes = [];
        Span<byte> field = stackalloc byte[sizeof(long)];
        foreach ((int count, long value) in fields)
        {
            BinaryPrimitives.WriteInt64LittleEndian(field, value);
            bytes.AddRange(field[..count]);
        }

        return [.. bytes];
    }

    private static uint DosTime(DateTime date) =>
        (uint)(((date.Year - 1980) << 25) | (date.Month << 21) | (date.Day << 16) | (date.Hour << 11) | (date.Minute << 5) | (date.Second / 2));

    private sealed record Entry(byte[] Name, ushort Flags, uint Time, long Header, bool IsLong)
    {
        internal uint Sum { get; set; }

        internal long Size { get; set; }
    }

    /// <summary>Counts and sums up what goes through.</summary>
    private sealed class SummingStream(Stream target) : Stream
    {
        internal uint Sum { get; private set; }

        internal long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position
        {
            get => Count;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            target.Write(buffer);
            Sum = Crc32.Of(buffer, Sum);
            Count += buffer.Length;
        }

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
