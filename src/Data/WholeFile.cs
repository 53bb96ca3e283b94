namespace KerasNet.Data;

/// <summary>Files that are written as a whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes a file under a temporary name beside its place and moves it there when it is complete; until then a file of that name stays what it was.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="bytes">What it shall hold.</param>
    public static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <inheritdoc cref="Write(string, byte[])"/>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="write">Writes what it shall hold.</param>
    public static void Write(string path, Action<Stream> write) => Write([(path, write)]);

    /// <summary>Writes files that belong together: each is moved to its place when all are complete, the last one last.</summary>
    /// <param name="files">The files; their folders are made if need be.</param>
    public static void Write(IReadOnlyList<(string Path, Action<Stream> Write)> files)
    {
        string[] places = [.. files.Select(file => Path.GetFullPath(file.Path))];
        string[] temporary = [.. places.Select(place => $"{place}.{Path.GetRandomFileName()}.tmp")];
        try
        {
            for (int i = 0; i < places.Length; i++)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(places[i])!);
                using FileStream file = new(temporary[i], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
                files[i].Write(file);
            }

            for (int i = 0; i < places.Length; i++)
                File.Move(temporary[i], places[i], overwrite: true);
        }
        catch
        {
            foreach (string left in temporary.Where(File.Exists))
                File.Delete(left);
            throw;
        }
    }
}
