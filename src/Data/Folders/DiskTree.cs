namespace KerasNet.Data;

/// <summary>A folder on disk.</summary>
internal sealed class DiskTree(string root, bool followLinks) : FileTree, IFileReader
{
    internal override IEnumerable<string> Folders() => Directory.EnumerateDirectories(root).Select(Path.GetFileName)!;

    internal override IEnumerable<string> FilesBelow(string folder) => Walk(folder, []);

    internal override IFileReader Read() => this;

    byte[] IFileReader.Read(string file)
    {
        using FileStream stream = new(Path.Combine(root, file), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        byte[] bytes = FileKind.Allocate(stream.Length);
        stream.ReadExactly(bytes);
        return bytes;
    }

    void IDisposable.Dispose()
    {
    }

    /// <summary>The files of a folder and those below. Links to folders are followed if asked for, but never into a folder that leads to them.</summary>
    private IEnumerable<string> Walk(string folder, HashSet<string> above)
    {
        DirectoryInfo here = new(Path.Combine(root, folder));
        string real = here.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here.FullName;
        if (!above.Add(real))
            yield break;
        string prefix = folder.Length == 0 ? "" : folder + "/";
        foreach (FileInfo file in here.EnumerateFiles())
            yield return prefix + file.Name;
        foreach (DirectoryInfo below in here.EnumerateDirectories())
            if (followLinks || below.LinkTarget is null)
                foreach (string file in Walk(prefix + below.Name, above))
                    yield return file;
        above.Remove(real);
    }
}
