using System.IO.Compression;

namespace KerasNet.Data;

/// <summary>A zip archive of arrays, as <c>numpy.savez</c> and <c>savez_compressed</c> write it. One thread reads at a time.</summary>
internal sealed class NpzArchive : IDisposable
{
    private const string Extension = ".npy";

    private readonly string _path;
    private readonly Stream _file;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    /// <exception cref="InvalidDataException">The file is no such archive.</exception>
    internal NpzArchive(string path)
        : this(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16), path)
    {
    }

    /// <exception cref="InvalidDataException">The content is no such archive.</exception>
    internal NpzArchive(Stream file, string path)
    {
        _path = path;
        _file = file;
        try
        {
            _archive = new ZipArchive(_file, ZipArchiveMode.Read);
            long stored = 0;
            foreach (ZipArchiveEntry entry in _archive.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            {
                stored += entry.CompressedLength;
                string name = entry.FullName[..^Extension.Length];
                if (!_entries.TryAdd(name, entry))
                    throw Invalid($"it holds '{name}' twice");
            }

            // Entries that share bytes would multiply what a small file unpacks to.
            if (stored > _file.Length)
                throw Invalid($"its entries promise {stored:N0} bytes, but the file has {_file.Length:N0}");
        }
        catch (InvalidDataException error)
        {
            Dispose();
            throw error.Message.StartsWith('\'') ? error : Invalid(error.Message, error);
        }
    }

    /// <summary>The names of the arrays, without <c>.npy</c>, in the order of the archive.</summary>
    internal IEnumerable<string> Names => _entries.Keys;

    /// <exception cref="InvalidDataException">There is no such array, or it is damaged or of a kind that is not supported.</exception>
    internal T Read<T>(string name, Func<NumpyArray, T> convert)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
            throw new InvalidDataException(Lacks(name));
        try
        {
            using Stream stream = entry.Open();
            return convert(NpyReader.Read(stream, entry.CompressedLength));
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw Invalid($"its array '{name}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Says that an array is not there, and which are.</summary>
    internal string Lacks(string name) => $"'{_path}' holds no array '{name}'. It holds: {string.Join(", ", Names)}.";

    public void Dispose()
    {
        _archive?.Dispose();
        _file.Dispose();
    }

    private InvalidDataException Invalid(string what, Exception? inner = null) => new($"'{_path}' is not an .npz file that can be read: {what}.", inner);
}
