namespace KerasNet.Data;

/// <summary>Files in folders: on disk, or inside of a zip archive. Paths are relative, with slashes.</summary>
internal abstract class FileTree
{
    /// <summary>The top folder as the user called it.</summary>
    internal required string Name { get; init; }

    /// <summary>A folder on disk, a zip archive, or a folder inside of one (<c>pictures.zip/train</c>).</summary>
    /// <exception cref="DirectoryNotFoundException">There is none of that name.</exception>
    internal static FileTree Open(string path, bool followLinks)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            return new DiskTree(path, followLinks) { Name = path };
        string inside = "";
        for (string? file = path; !string.IsNullOrEmpty(file); file = Path.GetDirectoryName(file))
        {
            if (File.Exists(file))
                return new ZipTree(file, inside) { Name = path };
            inside = Path.GetFileName(file) + (inside.Length > 0 ? "/" : "") + inside;
        }

        throw new DirectoryNotFoundException($"There is no folder and no zip archive '{path}'.");
    }

    /// <summary>The name of a file for people.</summary>
    internal string PathOf(string file) => $"{Name.TrimEnd('/', Path.DirectorySeparatorChar)}/{file}";

    /// <summary>The names of the folders at the top.</summary>
    internal abstract IEnumerable<string> Folders();

    /// <summary>All files below a folder, "" for the top; hidden ones too.</summary>
    internal abstract IEnumerable<string> FilesBelow(string folder);

    /// <summary>Starts reading. The reader may be used by many threads at once.</summary>
    internal abstract IFileReader Read();

    /// <summary>Order of text by code points, which is that of its bytes in UTF-8, as Python sorts.</summary>
    internal static int CompareBytes(string a, string b)
    {
        int i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
            i++;
        if (i == a.Length || i == b.Length)
            return a.Length - b.Length;

        // UTF-16 puts surrogates before the last characters of the basic plane; code points put them after.
        bool higher = char.IsSurrogate(a[i]), otherHigher = char.IsSurrogate(b[i]);
        return higher == otherHigher ? a[i] - b[i] : higher ? 1 : -1;
    }
}

/// <summary>Reads files of a tree.</summary>
internal interface IFileReader : IDisposable
{
    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidDataException">It is too large, or damaged in its archive; the message goes on behind the name of the file.</exception>
    byte[] Read(string file);
}
