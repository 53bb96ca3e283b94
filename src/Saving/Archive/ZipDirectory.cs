using System.Buffers.Binary;
using System.Text;

namespace KerasNet.Saving;

/// <summary>Reads the directory of a zip archive that is not trusted: every entry is checked before one is used.</summary>
/// <remarks>
/// Refused are: directories that are not complete, members that are encrypted, packed in another way than by Deflate, have names that lead out of the archive,
/// come twice, overlap, or promise far more than they store. APPNOTE.TXT 6.3, sections 4.3 and 4.4.
/// </remarks>
internal sealed class ZipDirectory
{
    private const uint EndSignature = 0x06054B50;
    private const uint End64Signature = 0x06064B50;
    private const uint Locator64Signature = 0x07064B50;
    private const uint EntrySignature = 0x02014B50;
    private const uint HeaderSignature = 0x04034B50;

    private const int EndBytes = 22;
    private const int End64Bytes = 56;
    private const int Locator64Bytes = 20;
    private const int EntryBytes = 46;
    private const int HeaderBytes = 30;
    private const int MostComment = ushort.MaxValue;
    private const int Encrypted = 1;
    private const int Utf8Name = 1 << 11;

    /// <summary>A member may always become so large; beyond that so many times what it stores. Weights and texts do not come near it.</summary>
    private const long FreeBytes = 4 << 20;
    private const long MostExpansion = 200;
    private const int MostDirectory = 64 << 20;

    private readonly Stream _file;
    private readonly string _name;

    private ZipDirectory(Stream file, string name) => (_file, _name) = (file, name);

    /// <summary>The members in the order of the directory.</summary>
    /// <exception cref="ModelFileException">The archive is refused.</exception>
    internal static IReadOnlyList<ZipMember> Read(Stream file, string name) => new ZipDirectory(file, name).Read();

    private List<ZipMember> Read()
    {
        if (_file.Length == 0)
            throw Refused("it is an empty file, not a zip archive");
        byte[] start = Bytes(0, (int)Math.Min(8, _file.Length));
        (long count, long size, long offset, long end) = FindEnd(start);
        if (offset < 0 || size < 0 || offset > end - size || size > MostDirectory || count < 0 || count > size / EntryBytes)
            throw Refused($"it is not a complete zip archive: its directory of {count:N0} members in {size:N0} bytes is not where it should be");
        byte[] directory = Bytes(offset, (int)size);
        List<ZipMember> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            ZipMember member = Entry(directory, ref at);
            if (!names.Add(member.Name))
                throw Refused($"it holds the member {member.Name} twice");
            members.Add(member);
        }

        return Located(members, offset);
    }

    /// <summary>Finds the end of the directory, which stands before a comment at the end of the file.</summary>
    private (long Count, long Size, long Offset, long End) FindEnd(byte[] start)
    {
        byte[] tail = Bytes(Math.Max(0, _file.Length - EndBytes - MostComment), (int)Math.Min(_file.Length, EndBytes + MostComment));
        for (int at = tail.Length - EndBytes; at >= 0; at--)
        {
            ReadOnlySpan<byte> record = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) != EndSignature || Short(record, 20) != tail.Length - at - EndBytes)
                continue;
            long end = _file.Length - tail.Length + at;
            (long count, long size, long offset) = (Short(record, 10), Word(record, 12), Word(record, 16));
            if (Short(record, 4) is not (0 or ushort.MaxValue))
                throw Refused("it is a part of a zip archive on several disks");
            return count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue ? FindEnd64(end) : (count, size, offset, end);
        }

        throw Refused(
            start.AsSpan().StartsWith("PK"u8) ? "it is not a complete zip archive: it has no end of central directory, so its end was cut off"
            : start.AsSpan().StartsWith(Hdf5.Superblock.Signature) ? "it is not a zip archive, but an HDF5 file: name it .h5, or .weights.h5 if it holds weights alone"
            : "it is not a zip archive");
    }

    private (long Count, long Size, long Offset, long End) FindEnd64(long end)
    {
        if (end < Locator64Bytes)
            throw Refused("it is not a complete zip archive: its directory has no long end");
        ReadOnlySpan<byte> locator = Bytes(end - Locator64Bytes, Locator64Bytes);
        long at = Long(locator, 8);
        if (Word(locator, 0) != Locator64Signature || at < 0 || at > end - Locator64Bytes - End64Bytes)
            throw Refused("it is not a complete zip archive: its directory has no long end");
        ReadOnlySpan<byte> record = Bytes(at, End64Bytes);
        return Word(record, 0) == End64Signature
            ? (Long(record, 32), Long(record, 40), Long(record, 48), at)
            : throw Refused("it is not a complete zip archive: its directory has no long end");
    }

    private ZipMember Entry(byte[] directory, ref int at)
    {
        ReadOnlySpan<byte> entry = directory.AsSpan(at);
        if (entry.Length < EntryBytes || Word(entry, 0) != EntrySignature)
            throw Refused($"it is not a complete zip archive: byte {at:N0} of its directory is no member");
        (int flags, int method, int nameBytes, int extraBytes, int commentBytes) = (Short(entry, 8), Short(entry, 10), Short(entry, 28), Short(entry, 30), Short(entry, 32));
        int length = EntryBytes + nameBytes + extraBytes + commentBytes;
        if (length > entry.Length)
            throw Refused("it is not a complete zip archive: the last member of its directory is cut off");
        string name = Name(entry.Slice(EntryBytes, nameBytes), (flags & Utf8Name) != 0);
        (long stored, long size, long header) = Sizes(entry, entry.Slice(EntryBytes + nameBytes, extraBytes), name);
        at += length;

        if ((flags & Encrypted) != 0)
            throw Refused("it is an encrypted member, and there is no password for a model", name);
        if (method is not (ZipMember.Plain or ZipMember.Deflated))
            throw Refused($"it has an unsupported compression method, {method}: members are stored (0) or deflated (8)", name);
        if (method == ZipMember.Plain && stored != size)
            throw Refused($"it is stored in {stored:N0} bytes, but shall hold {size:N0}", name);
        if (size > FreeBytes && size > stored * MostExpansion)
            throw Refused($"it is a member that expands too much: {size:N0} bytes from {stored:N0}, more than {MostExpansion}-fold", name);
        return new(name, method, Word(entry, 16), stored, size, header);
    }

    /// <summary>The sizes and the place of a member; those that are too large for their field stand in an extra one.</summary>
    private (long Stored, long Size, long Header) Sizes(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra, string name)
    {
        (long stored, long size, long header) = (Word(entry, 20), Word(entry, 24), Word(entry, 42));
        while (extra.Length >= 4)
        {
            int length = Short(extra, 2);
            if (length > extra.Length - 4)
                throw Refused("its extra fields are cut off", name);
            if (Short(extra, 0) == 1)
            {
                ReadOnlySpan<byte> field = extra.Slice(4, length);
                if (size == uint.MaxValue)
                    size = Next(ref field, name);
                if (stored == uint.MaxValue)
                    stored = Next(ref field, name);
                if (header == uint.MaxValue)
                    header = Next(ref field, name);
            }

            extra = extra[(4 + length)..];
        }

        return stored >= 0 && size >= 0 && header >= 0 && stored <= long.MaxValue / MostExpansion ? (stored, size, header) : throw Refused("its size is out of range", name);
    }

    private long Next(ref ReadOnlySpan<byte> field, string name)
    {
        if (field.Length < sizeof(long))
            throw Refused("its extra fields are cut off", name);
        long value = Long(field, 0);
        field = field[sizeof(long)..];
        return value;
    }

    /// <summary>Finds the bytes of each member behind its own header. Members that share bytes would multiply what a small file unpacks to.</summary>
    private List<ZipMember> Located(List<ZipMember> members, long directory)
    {
        List<ZipMember> located = [];
        foreach (ZipMember member in members)
        {
            if (member.Header > directory - HeaderBytes)
                throw Refused("its header is not in the file", member.Name);
            ReadOnlySpan<byte> header = Bytes(member.Header, HeaderBytes);
            if (Word(header, 0) != HeaderSignature)
                throw Refused($"its header is expected at byte {member.Header:N0}, where there is none", member.Name);
            long start = member.Header + HeaderBytes + Short(header, 26) + Short(header, 28);
            if (start > directory || member.Stored > directory - start)
                throw Refused($"it is not complete: its {member.Stored:N0} bytes reach into the directory", member.Name);
            located.Add(member with { Start = start });
        }

        long end = 0;
        foreach (ZipMember member in located.OrderBy(member => member.Header))
        {
            if (member.Header < end)
                throw Refused("it shares bytes with another member", member.Name);
            end = member.Start + member.Stored;
        }

        return located;
    }

    private string Name(ReadOnlySpan<byte> bytes, bool isUtf8)
    {
        string name = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).Replace('\\', '/');
        if (name.Length == 0 || name.Any(char.IsControl))
            throw Refused("a member has a name that cannot be one");
        if (name[0] == '/' || name.Length > 1 && name[1] == ':')
            throw Refused("it is a member with an absolute name, which leads out of the archive. Nothing was unpacked", name);
        return name.Split('/').Contains("..")
            ? throw Refused("it is a member whose name leads out of the archive. Nothing was unpacked", name)
            : name;
    }

    private byte[] Bytes(long at, int count)
    {
        byte[] bytes = new byte[count];
        _file.Position = at;
        _file.ReadExactly(bytes);
        return bytes;
    }

    private ModelFileException Refused(string problem, string? member = null) => new(problem, _name, member);

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
