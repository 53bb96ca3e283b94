using System.IO.Compression;

namespace KerasNet.Data;

/// <summary>A folder inside of a zip archive. Entries are read in place; their names are labels and never paths on disk.</summary>
internal sealed class ZipTree : FileTree
{
    /// <summary>Where macOS puts what it knows about the files that it packs.</summary>
    private const string Resources = "__MACOSX/";

    private readonly string _path;
    private readonly string _prefix;
    private readonly string[] _files;

    /// <summary>Lists an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">A folder in it, "" for all.</param>
    /// <exception cref="InvalidDataException">The file is no zip archive.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder in it.</exception>
    internal ZipTree(string path, string folder)
    {
        _path = path;
        _prefix = folder.Length == 0 ? "" : folder + "/";
        using ZipArchive archive = Open(path);
        string[] below = [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith(_prefix, StringComparison.Ordinal) && !name.StartsWith(Resources, StringComparison.Ordinal)).Distinct()];
        if (below.Length == 0)
            throw new DirectoryNotFoundException($"There is no folder '{folder}' in the archive '{path}'.");
        _files = [.. below.Where(name => !name.EndsWith('/')).Select(name => name[_prefix.Length..])];
    }

    internal override IEnumerable<string> Folders() => _files.Where(file => file.Contains('/')).Select(file => file[..file.IndexOf('/')]).Distinct();

    internal override IEnumerable<string> FilesBelow(string folder) =>
        folder.Length == 0 ? _files : _files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal));

    internal override IFileReader Read() => new Reader(this);

    private static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' is neither a folder nor a zip archive that can be read: {e.Message}", e);
        }
    }

    private sealed class Reader : IFileReader
    {
        private readonly ZipTree _tree;
        private readonly ZipArchive _archive;
        private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

        internal Reader(ZipTree tree)
        {
            _tree = tree;
            _archive = Open(tree._path);
            foreach (ZipArchiveEntry entry in _archive.Entries)
                _entries.TryAdd(entry.FullName, entry);
        }

        public byte[] Read(string file)
        {
            ZipArchiveEntry entry = _entries[_tree._prefix + file];
            byte[] bytes = FileKind.Allocate(entry.Length);
            try
            {
                // An archive reads from one place at a time.
                lock (_archive)
                {
                    using Stream stream = entry.Open();
                    stream.ReadExactly(bytes);
                }
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new InvalidDataException($"its entry in the archive is damaged: {e.Message}", e);
            }

            return bytes;
        }

        public void Dispose() => _archive.Dispose();
    }
}
