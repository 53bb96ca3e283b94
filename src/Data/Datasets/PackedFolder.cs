using System.Formats.Tar;
using System.IO.Compression;

namespace KerasNet.Data;

/// <summary>The files of a folder, as it is or inside of a <c>.tar.gz</c> archive. Names in an archive are labels and never paths on disk.</summary>
internal static class PackedFolder
{
    /// <summary>Hands over the wanted files one by one, in the order of the archive.</summary>
    /// <param name="path">The archive, or the folder itself.</param>
    /// <param name="folder">The folder's name in the archive.</param>
    /// <param name="most">How many bytes a file may have.</param>
    /// <param name="isWanted">Told the name below the folder.</param>
    /// <param name="take">Takes the name and the content.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, or a file too large.</exception>
    internal static void Read(string path, string folder, int most, Func<string, bool> isWanted, Action<string, byte[]> take)
    {
        if (Directory.Exists(path))
        {
            foreach (FileInfo found in new DirectoryInfo(path).EnumerateFiles().Where(found => isWanted(found.Name)))
            {
                CheckLength(path, found.Name, found.Length, most);
                take(found.Name, File.ReadAllBytes(found.FullName));
            }

            return;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        try
        {
            using TarReader archive = new(new GZipStream(file, CompressionMode.Decompress));
            long taken = 0;
            while (archive.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || NameBelow(folder, entry.Name) is not { } name || !isWanted(name))
                    continue;
                CheckLength(path, name, entry.Length, most);
                taken += entry.Length;
                if (taken > StoredBytes.MostOfText(file.Length))
                    throw new InvalidDataException($"{file.Length:N0} bytes unpack to more than {StoredBytes.MostOfText(file.Length):N0}.");
                take(name, entry.DataStream is { } content ? StoredBytes.Exactly(content, entry.Length, file.Length) : []);
            }
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or InvalidDataException && !error.Message.StartsWith('\''))
        {
            throw new InvalidDataException($"'{path}' is a damaged .tar.gz archive: {error.Message}", error);
        }
    }

    private static string? NameBelow(string folder, string name)
    {
        string bare = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        return bare.StartsWith(folder + "/", StringComparison.Ordinal) ? bare[(folder.Length + 1)..] : null;
    }

    private static void CheckLength(string path, string name, long length, int most)
    {
        if (length > most)
            throw new InvalidDataException($"'{path}' holds a file {name} of {length:N0} bytes, expected at most {most:N0}.");
    }
}
