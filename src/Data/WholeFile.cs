namespace KerasNet.Data;

/// <summary>Files that are written as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file under a temporary name beside its place and moves it there when it is complete; until then a file of that name stays what it was.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="bytes">What it shall hold.</param>
    internal static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <inheritdoc cref="Write(string, byte[])"/>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="write">Writes what it shall hold.</param>
    internal static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16))
                write(file);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
