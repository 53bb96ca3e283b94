namespace KerasNet.Data;

/// <summary>Files that are written as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file under a temporary name beside its place and moves it there when it is complete; until then a file of that name stays what it was.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="bytes">What it shall hold.</param>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
