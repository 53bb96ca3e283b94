using System.IO.Compression;
using KerasNet.Data;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>The members of a zip archive that is not trusted. Nothing is unpacked to the disk. One thread reads at a time.</summary>
internal sealed class ZipFiles : IModelFiles
{
    private const int Block = 1 << 16;

    /// <summary>Members up to this size are read into memory, where HDF5 is read much faster.</summary>
    private const long InMemory = 256L << 20;

    private readonly Stream _file;
    private readonly Dictionary<string, ZipMember> _members;

    /// <summary>Reads the directory of an archive.</summary>
    /// <param name="file">The archive; it is closed with this.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ModelFileException">The archive is refused.</exception>
    internal ZipFiles(Stream file, string name)
    {
        _file = file;
        Name = name;
        _members = ZipDirectory.Read(file, name).ToDictionary(member => member.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public bool Has(string member) => _members.ContainsKey(member);

    public byte[] Read(string member, long most)
    {
        ZipMember found = Find(member);
        if (found.Size > Math.Min(most, Array.MaxLength))
            throw new ModelFileException($"it has {found.Size:N0} bytes, more than the {most:N0} that are read", Name, member);
        byte[] bytes;
        try
        {
            using Stream content = Open(found);
            bytes = StoredBytes.Exactly(content, found.Size, found.Stored);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFileException($"it is damaged: {e.Message}", Name, member, e);
        }

        Check(found, Crc32.Of(bytes));
        return bytes;
    }

    public Hdf5File OpenHdf5(string member)
    {
        ZipMember found = Find(member);
        if (found.Size == 0)
            throw new ModelFileException("it is empty", Name, member);
        string name = $"{Name}/{member}";
        if (found.Method == ZipMember.Deflated || found.Size <= InMemory)
            return Hdf5File.Read(Read(member, Array.MaxLength), name);
        uint sum = 0;
        byte[] block = new byte[Block];
        using (Stream content = Open(found))
            for (int read; (read = content.Read(block)) > 0;)
                sum = Crc32.Of(block.AsSpan(0, read), sum);
        Check(found, sum);
        return Hdf5File.Read(Open(found), name);
    }

    public void Dispose() => _file.Dispose();

    private ZipMember Find(string member) =>
        _members.GetValueOrDefault(member)
        ?? throw new ModelFileException($"the member {member} is missing. There are: {string.Join(", ", _members.Keys.Take(10))}", Name);

    private Stream Open(ZipMember member)
    {
        PartStream stored = new(_file, member.Start, member.Stored);
        return member.Method == ZipMember.Plain ? stored : new DeflateStream(stored, CompressionMode.Decompress);
    }

    private void Check(ZipMember member, uint sum)
    {
        if (sum != member.Sum)
            throw new ModelFileException($"the checksum of {member.Name} is {sum:X8}, but the archive says {member.Sum:X8}: the file is damaged", Name, member.Name);
    }
}
