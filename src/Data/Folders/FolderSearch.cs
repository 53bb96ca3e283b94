using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Files of a folder in the order of Keras, whole or in two parts.</summary>
/// <param name="Directory">A folder, a zip archive, or a folder inside of one.</param>
/// <param name="Kind">Which files.</param>
/// <param name="LabelMode">How labels are given.</param>
/// <param name="Labels">The class of each file; the sub-folders are classes if null.</param>
/// <param name="ClassNames">Which sub-folders are classes; all if null.</param>
/// <param name="Shuffle">Whether files are shuffled.</param>
/// <param name="Seed">Of the order; drawn if null.</param>
/// <param name="FollowLinks">Whether links to folders are followed.</param>
internal sealed record FolderSearch(
    string Directory, FileKind Kind, LabelMode LabelMode, IReadOnlyList<int>? Labels, IReadOnlyList<string>? ClassNames, bool Shuffle, int? Seed, bool FollowLinks)
{
    /// <summary>All files, or one part of them.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or archive.</exception>
    /// <exception cref="ArgumentException">Arguments do not fit each other or what is in the folder.</exception>
    internal FolderPart Part(double? validationSplit, Subset? subset)
    {
        if (subset is { } part && !Enum.IsDefined(part))
            throw new ArgumentOutOfRangeException(nameof(subset), subset, "subset is Training or Validation.");
        if (validationSplit is null != subset is null)
            throw new ArgumentException("validationSplit says how many files are held back, and subset which part to take: pass both or none.", nameof(subset));
        (FolderPart training, FolderPart validation) = Parts(validationSplit);
        return subset == Subset.Validation ? validation : training;
    }

    /// <summary>All but the last files, which are shuffled anew at each walk, and the last, which keep their order; both are all if there is no split.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or archive.</exception>
    /// <exception cref="ArgumentException">Arguments do not fit each other or what is in the folder.</exception>
    internal (FolderPart Training, FolderPart Validation) Parts(double? validationSplit)
    {
        if (Labels is not null && ClassNames is not null)
            throw new ArgumentException("classNames says which sub-folders are classes; it does not go with labels.");
        if (validationSplit is not null && Shuffle && Seed is null)
            throw new ArgumentException("A split of shuffled files needs a seed, so that both parts have the same order: pass seed, or shuffle: false.");
        FileTree tree = FileTree.Open(Directory, FollowLinks);
        LabelledFiles files = LabelledFiles.Find(tree, Kind, ClassNames, Labels, unlabelled: LabelMode == LabelMode.None);
        CheckClasses(files);
        int seed = Seed ?? (int)(RandomSource.NextSeed() & int.MaxValue);
        if (Shuffle)
            files = files.Shuffled(seed);
        (Range training, Range held) = Ranges(files.Paths.Length, validationSplit);
        return (new(tree, files[training], Shuffle ? new(seed) : null), new(tree, files[held], null));
    }

    private void CheckClasses(LabelledFiles files)
    {
        if (files.Paths.Length == 0)
        {
            string where = Labels is null && LabelMode != LabelMode.None ? "in sub-folders of" : "below";
            throw new ArgumentException($"There are no {Kind.Name} ({string.Join(", ", Kind.Endings)}) {where} '{Directory}'.");
        }

        int classes = files.ClassNames.Length;
        if (LabelMode == LabelMode.Binary && classes != 2)
            throw new ArgumentException($"Binary labels need two classes. There are {classes} in '{Directory}': {string.Join(", ", files.ClassNames)}.");
        if (LabelMode == LabelMode.Categorical && files.Labels.Cast<int?>().FirstOrDefault(label => label < 0 || label >= classes) is { } outside)
            throw new ArgumentException($"Labels of {classes} classes must be 0 to {classes - 1} to become one column per class. Received: {outside}.");
    }

    private (Range Training, Range Held) Ranges(int count, double? validationSplit)
    {
        if (validationSplit is not { } share)
            return (Range.All, Range.All);
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationSplit), share, "validationSplit must be above 0 and below 1.");
        int held = (int)(share * count);
        return held > 0
            ? (..(count - held), (count - held)..)
            : throw new ArgumentException($"validationSplit {share} of {count} {Kind.Name} leaves none to validate on: both parts must have at least one.");
    }
}

/// <summary>Files that a dataset gives.</summary>
/// <param name="Tree">Where they are.</param>
/// <param name="Files">Which, in their order.</param>
/// <param name="ShuffleSeed">Seeds another order at each walk; null if they keep theirs.</param>
internal sealed record FolderPart(FileTree Tree, LabelledFiles Files, DatasetSeed? ShuffleSeed);
