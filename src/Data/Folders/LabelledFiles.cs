namespace KerasNet.Data;

/// <summary>Files in folders with their classes, in order: the rules by which Keras finds and orders them.</summary>
/// <param name="ClassNames">The names of the classes, in the order of the labels.</param>
/// <param name="Paths">The files, relative to the top folder.</param>
/// <param name="Labels">The class of each file; empty where nobody asked.</param>
internal sealed record LabelledFiles(string[] ClassNames, string[] Paths, int[] Labels)
{
    /// <summary>Finds files: all below the top folder if labels are given or not wanted, else those of its sub-folders, one per class.</summary>
    /// <exception cref="ArgumentException">Names or labels do not fit what is there.</exception>
    internal static LabelledFiles Find(FileTree tree, FileKind kind, IReadOnlyList<string>? classNames, IReadOnlyList<int>? labels, bool unlabelled)
    {
        if (unlabelled || labels is not null)
            return Flat(tree, kind, labels, unlabelled);
        string[] folders = [.. Sorted(tree.Folders().Where(folder => !folder.StartsWith('.')))];
        if (classNames?.FirstOrDefault(name => !folders.Contains(name)) is { } missing)
            throw new ArgumentException($"classNames must be sub-folders of '{tree.Name}', which has {Text(folders)}. Received: '{missing}'.", nameof(classNames));
        string[] classes = [.. classNames ?? folders];
        string[][] files = [.. classes.Select(folder => Below(tree, folder, kind))];
        return new(classes, [.. files.SelectMany(of => of)], [.. files.SelectMany((of, label) => Enumerable.Repeat(label, of.Length))]);
    }

    /// <summary>The same files in the order of a seed, which is that of Keras.</summary>
    internal LabelledFiles Shuffled(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Paths.Length)];
        new MersenneTwister((uint)seed).Shuffle(order.AsSpan());
        return new(ClassNames, [.. order.Select(i => Paths[i])], Labels.Length == 0 ? [] : [.. order.Select(i => Labels[i])]);
    }

    /// <summary>Some of the files, in their order.</summary>
    internal LabelledFiles this[Range range] => new(ClassNames, Paths[range], Labels.Length == 0 ? [] : Labels[range]);

    private static LabelledFiles Flat(FileTree tree, FileKind kind, IReadOnlyList<int>? labels, bool unlabelled)
    {
        string[] paths = Below(tree, "", kind);
        if (unlabelled)
            return new([], paths, []);
        if (labels!.Count != paths.Length)
            throw new ArgumentException(
                $"There must be a label for each of the {paths.Length} {kind.Name} below '{tree.Name}'. Received: {labels.Count}.", nameof(labels));
        return new([.. labels.Distinct().Order().Select(label => label.ToString(System.Globalization.CultureInfo.InvariantCulture))], paths, [.. labels]);
    }

    /// <summary>The files below a folder: by folder, then by name.</summary>
    private static string[] Below(FileTree tree, string folder, FileKind kind) =>
    [
        .. tree.FilesBelow(folder)
            .Where(kind.Includes)
            .Select(file => (Folder: file[..(file.LastIndexOf('/') + 1)].TrimEnd('/'), Name: file[(file.LastIndexOf('/') + 1)..], Path: file))
            .OrderBy(file => file.Folder, s_order).ThenBy(file => file.Name, s_order).Select(file => file.Path),
    ];

    private static readonly IComparer<string> s_order = Comparer<string>.Create(FileTree.CompareBytes);

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(s_order);

    private static string Text(string[] folders) => folders.Length == 0 ? "none" : string.Join(", ", folders);
}
