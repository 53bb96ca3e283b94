namespace KerasNet.Data;

/// <summary>Pictures in folders with what they show, in order: the rules by which Keras finds and orders them.</summary>
/// <param name="ClassNames">The names of the classes, in the order of the labels.</param>
/// <param name="Paths">The files, relative to the top folder.</param>
/// <param name="Labels">The class of each file; empty where nobody asked.</param>
internal sealed record PictureFiles(string[] ClassNames, string[] Paths, int[] Labels)
{
    /// <summary>Larger files are not read.</summary>
    private const long MostBytes = 1 << 28;

    private static readonly string[] s_endings = [".bmp", ".gif", ".jpeg", ".jpg", ".png"];

    /// <summary>Finds pictures: all below the top folder if labels are given or not wanted, else those of its sub-folders, one per class.</summary>
    /// <exception cref="ArgumentException">Names or labels do not fit what is there.</exception>
    internal static PictureFiles Find(FileTree tree, IReadOnlyList<string>? classNames, IReadOnlyList<int>? labels, bool unlabelled)
    {
        if (unlabelled || labels is not null)
            return Flat(tree, labels, unlabelled);
        string[] folders = [.. Sorted(tree.Folders().Where(folder => !folder.StartsWith('.')))];
        if (classNames?.FirstOrDefault(name => !folders.Contains(name)) is { } missing)
            throw new ArgumentException($"classNames must be sub-folders of '{tree.Name}', which has {Text(folders)}. Received: '{missing}'.", nameof(classNames));
        string[] classes = [.. classNames ?? folders];
        string[][] files = [.. classes.Select(folder => Pictures(tree, folder))];
        return new(classes, [.. files.SelectMany(of => of)], [.. files.SelectMany((of, label) => Enumerable.Repeat(label, of.Length))]);
    }

    /// <summary>The same files in the order of a seed, which is that of Keras.</summary>
    internal PictureFiles Shuffled(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Paths.Length)];
        new MersenneTwister((uint)seed).Shuffle(order.AsSpan());
        return new(ClassNames, [.. order.Select(i => Paths[i])], Labels.Length == 0 ? [] : [.. order.Select(i => Labels[i])]);
    }

    /// <summary>Some of the files, in their order.</summary>
    internal PictureFiles this[Range range] => new(ClassNames, Paths[range], Labels.Length == 0 ? [] : Labels[range]);

    /// <summary>Memory for a file, if it is not too large.</summary>
    internal static byte[] Allocate(long bytes, string path) => bytes <= MostBytes
        ? GC.AllocateUninitializedArray<byte>((int)bytes)
        : throw new ImageFormatException($"it has {bytes:N0} bytes; at most {MostBytes:N0} are read", path);

    private static PictureFiles Flat(FileTree tree, IReadOnlyList<int>? labels, bool unlabelled)
    {
        string[] paths = Pictures(tree, "");
        if (unlabelled)
            return new([], paths, []);
        if (labels!.Count != paths.Length)
            throw new ArgumentException($"There must be a label for each of the {paths.Length} pictures below '{tree.Name}'. Received: {labels.Count}.", nameof(labels));
        return new([.. labels.Distinct().Order().Select(label => label.ToString(System.Globalization.CultureInfo.InvariantCulture))], paths, [.. labels]);
    }

    /// <summary>The pictures below a folder: by folder, then by name.</summary>
    private static string[] Pictures(FileTree tree, string folder) =>
    [
        .. tree.FilesBelow(folder)
            .Where(file => s_endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Select(file => (Folder: file[..(file.LastIndexOf('/') + 1)].TrimEnd('/'), Name: file[(file.LastIndexOf('/') + 1)..], Path: file))
            .OrderBy(file => file.Folder, s_order).ThenBy(file => file.Name, s_order).Select(file => file.Path),
    ];

    private static readonly IComparer<string> s_order = Comparer<string>.Create(FileTree.CompareBytes);

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(s_order);

    private static string Text(string[] folders) => folders.Length == 0 ? "none" : string.Join(", ", folders);
}
