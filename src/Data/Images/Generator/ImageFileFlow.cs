using KerasNet.Data;

namespace KerasNet;

/// <summary>An <see cref="ImageFlow"/> from files, which knows their names and classes.</summary>
public sealed class ImageFileFlow : ImageFlow
{
    internal ImageFileFlow(ImageDataGenerator generator, FlowData data, FlowOptions options, FileTable table)
        : base(generator, data, options)
    {
        (FileNames, FilePaths, Classes) = (table.Names, table.Paths, table.Classes);
        ClassIndices = table.ClassNames.Select((name, index) => KeyValuePair.Create(name, index)).ToDictionary();
    }

    /// <summary>The number of each class by its name.</summary>
    public IReadOnlyDictionary<string, int> ClassIndices { get; }

    /// <summary>The class of each file, in the order of <see cref="FileNames"/>; the first one where a file has several; empty without classes.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>The files, relative to the folder, with slashes.</summary>
    public IReadOnlyList<string> FileNames { get; }

    /// <summary>Where the files are.</summary>
    public IReadOnlyList<string> FilePaths { get; }
}
