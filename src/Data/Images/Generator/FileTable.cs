namespace KerasNet.Data;

/// <summary>Files and their classes.</summary>
/// <param name="Tree">The folder.</param>
/// <param name="Names">The files, relative to the folder.</param>
/// <param name="Paths">The whole names.</param>
/// <param name="ClassNames">The classes in the order of their numbers.</param>
/// <param name="Classes">The class of each file; empty if files have none.</param>
internal sealed record FileTable(
    FileTree Tree, IReadOnlyList<string> Names, IReadOnlyList<string> Paths, IReadOnlyList<string> ClassNames, IReadOnlyList<int> Classes)
{
    private static readonly Comparer<string> s_byBytes = Comparer<string>.Create(FileTree.CompareBytes);
    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg", ".bmp", ".ppm", ".tif", ".tiff"];

    /// <summary>Whether a file is called like a picture.</summary>
    internal static bool IsPicture(string name) => s_extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The pictures of a folder with a sub-folder per class, in the order of class, folder and name.</summary>
    /// <param name="directory">A folder, a zip archive, or a folder inside of one.</param>
    /// <param name="classes">Which sub-folders, in this order; all, sorted, if not given.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="part">Which part of the files of each class, from and to a share.</param>
    internal static FileTable OfFolder(string directory, IReadOnlyList<string>? classes, bool followLinks, (double From, double To) part)
    {
        FileTree tree = FileTree.Open(directory, followLinks);
        string[] folders = [.. tree.Folders().Order(s_byBytes)];
        string[] names = classes is null ? folders : [.. classes];
        if (names.FirstOrDefault(name => !folders.Contains(name)) is { } missing)
            throw new DirectoryNotFoundException($"There is no folder '{missing}' for that class in '{directory}'. It has: {string.Join(", ", folders)}.");
        List<string> files = [];
        List<int> numbers = [];
        for (int i = 0; i < names.Length; i++)
        {
            string[] ofClass = [.. tree.FilesBelow(names[i]).Where(IsPicture).OrderBy(FolderOf, s_byBytes).ThenBy(file => file, s_byBytes)];
            string[] taken = ofClass[(int)(part.From * ofClass.Length)..(int)(part.To * ofClass.Length)];
            files.AddRange(taken);
            numbers.AddRange(Enumerable.Repeat(i, taken.Length));
        }

        if (files.Count == 0)
            throw new ArgumentException(
                $"There are no pictures below '{directory}' in: {string.Join(", ", names)}. They are called {string.Join(", ", s_extensions)}.", nameof(directory));
        return new(tree, files, [.. files.Select(tree.PathOf)], names, numbers);
    }

    private static string FolderOf(string file) => file[..Math.Max(0, file.LastIndexOf('/'))];
}
