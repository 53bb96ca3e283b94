namespace KerasNet.Saving.Hdf5;

/// <summary>An HDF5 file that is read. Its groups and datasets are read as they are asked for, and are not for several threads at once.</summary>
/// <remarks>The file is not trusted: addresses, lengths and nesting are checked, links and data in other files are never followed.</remarks>
internal sealed class Hdf5File : IDisposable
{
    private readonly FileStream? _owned;

    private Hdf5File(FileBytes bytes, string name, FileStream? owned = null)
    {
        _owned = owned;
        Length = bytes.Length;
        Hdf5Source source = new(bytes, name);
        long root = Superblock.Read(source);
        const string path = "/";
        try
        {
            Root = new(source, new(source), path, ObjectHeader.Read(source, root), parent: null);
        }
        catch (Hdf5Exception e) when (e.ObjectPath is null)
        {
            throw e.In(path);
        }
    }

    internal Hdf5Group Root { get; }

    /// <summary>The bytes of the file.</summary>
    internal long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="Hdf5Exception">It is refused.</exception>
    internal static Hdf5File Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            return new(FileBytes.Of(stream), path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads bytes in memory.</summary>
    /// <exception cref="Hdf5Exception">They are refused.</exception>
    internal static Hdf5File Read(ReadOnlyMemory<byte> bytes, string name) => new(FileBytes.Of(bytes), name);

    /// <summary>Reads a stream that can seek, which stays open and the caller's.</summary>
    /// <exception cref="Hdf5Exception">It is refused.</exception>
    internal static Hdf5File Read(Stream stream, string name) => new(FileBytes.Of(stream), name);

    public void Dispose() => _owned?.Dispose();
}
