using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet;

public sealed partial class ImageDataGenerator
{
    /// <summary>Batches of pictures in memory.</summary>
    /// <param name="x">Pictures of rank 4 together.</param>
    /// <param name="y">The targets; none if not given.</param>
    /// <param name="batchSize">Pictures per batch.</param>
    /// <param name="shuffle">Whether pictures come in random order, another in each epoch.</param>
    /// <param name="sampleWeight">A weight per picture.</param>
    /// <param name="seed">Seeds orders and transformations; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="saveToDir">A folder to which all pictures are written as they are in batches, as PNG files; none if not given.</param>
    /// <param name="savePrefix">How the names of these files begin.</param>
    /// <param name="ignoreClassSplit">Whether both parts of a split may hold different classes, or targets are no classes.</param>
    /// <param name="subset">The part given by <c>validationSplit</c>: the first pictures for validation, the others for training; all if not given.</param>
    /// <param name="workers">How many threads make batches; one per processor if not given.</param>
    /// <exception cref="ArgumentException">The arrays do not fit each other, are not pictures, or the two parts of a split have different classes.</exception>
    public ImageFlow Flow(
        DataArray x,
        DataArrays? y = null,
        int batchSize = 32,
        bool shuffle = true,
        DataArray? sampleWeight = null,
        long? seed = null,
        string? saveToDir = null,
        string savePrefix = "",
        bool ignoreClassSplit = false,
        Subset? subset = null,
        int? workers = null)
    {
        PictureLayout layout = LayoutOfMany(x);
        if (y is not null && y.Samples != x.Count)
            throw new ArgumentException($"There must be as many targets as pictures, {x.Count}. Received: {y.Samples}.", nameof(y));
        if (sampleWeight is not null && sampleWeight.Count != x.Count)
            throw new ArgumentException($"There must be as many weights as pictures, {x.Count}. Received: {sampleWeight.Count}.", nameof(sampleWeight));
        if (subset is not null && y is [var classes] && !ignoreClassSplit)
            CheckSameClasses(classes, (int)(ValidationSplit * x.Count));
        int[] part = PartOf(Enumerable.Range(0, x.Count).ToArray(), subset);
        DataArrays? weights = sampleWeight is null ? null : DataArrays.Create([sampleWeight]);
        FlowData data = part.Length == x.Count
            ? new(new ArrayPictures(x, layout), y, weights)
            : new(new ArrayPictures(x.Rows(part), layout), y?.Select(array => array.Rows(part)), weights?.Select(array => array.Rows(part)));
        return new ImageFlow(this, data, Options(batchSize, shuffle, seed, saveToDir, savePrefix, workers));
    }

    /// <summary>Batches of pictures from a folder that has a sub-folder per class.</summary>
    /// <param name="directory">A folder, a zip archive, or a folder inside of one (<c>pictures.zip/train</c>). Pictures in sub-folders of a class belong to it.</param>
    /// <param name="targetSize">Height and width that pictures are resized to; 256 × 256 if not given.</param>
    /// <param name="colorMode">Channels.</param>
    /// <param name="classes">Which sub-folders are classes, in the order of their numbers; all, sorted by name, if not given.</param>
    /// <param name="classMode">How labels are given.</param>
    /// <param name="batchSize">Pictures per batch.</param>
    /// <param name="shuffle">Whether pictures come in random order, another in each epoch.</param>
    /// <param name="seed">Seeds orders and transformations; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="saveToDir">A folder to which all pictures are written as they are in batches, as PNG files; none if not given.</param>
    /// <param name="savePrefix">How the names of these files begin.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="subset">The part given by <c>validationSplit</c>: of each class the first files for validation, the others for training; all if not given.</param>
    /// <param name="interpolation">How pictures are resized.</param>
    /// <param name="keepAspectRatio">Whether to cut the largest centred part of the target's shape out before resizing, so that nothing is distorted.</param>
    /// <param name="workers">How many threads make batches; one per processor if not given.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or none for a class.</exception>
    /// <exception cref="ArgumentException">There are no pictures, or labels of this kind cannot come from folders.</exception>
    public ImageFileFlow FlowFromDirectory(
        string directory,
        (int Height, int Width)? targetSize = null,
        ColorMode colorMode = ColorMode.Rgb,
        IReadOnlyList<string>? classes = null,
        ClassMode classMode = ClassMode.Categorical,
        int batchSize = 32,
        bool shuffle = true,
        long? seed = null,
        string? saveToDir = null,
        string savePrefix = "",
        bool followLinks = false,
        Subset? subset = null,
        ResizeMethod interpolation = ResizeMethod.Nearest,
        bool keepAspectRatio = false,
        int? workers = null)
    {
        if (classMode is ClassMode.Raw or ClassMode.MultiOutput || !Enum.IsDefined(classMode))
            throw new ArgumentException($"Folders give labels as Categorical, Binary, Sparse, Input or None. Received: {classMode}.", nameof(classMode));
        double split = ValidationSplit;
        FileTable table = FileTable.OfFolder(directory, classes, followLinks, subset switch
        {
            null => (0, 1),
            Subset.Validation => (0, split),
            _ => (split, 1),
        });
        if (classMode == ClassMode.Binary && table.ClassNames.Count != 2)
            Messages.Warn($"Binary labels are for two classes; '{directory}' has {table.ClassNames.Count}, so labels are 0 to {table.ClassNames.Count - 1}.");
        DataArrays? targets = ClassLabels.Of(table, classMode);
        FlowOptions options = Options(batchSize, shuffle, seed, saveToDir, savePrefix, workers);
        return Files(table, targets, null, classMode, targetSize, colorMode, interpolation, keepAspectRatio, options);
    }

    /// <summary>Batches of pictures from files that a table lists with their labels.</summary>
    /// <param name="rows">The rows of the table: from records, <c>dogs.Select(dog => new ImageRow(dog.Photo, dog.Breed))</c>.</param>
    /// <param name="directory">The folder that file names are relative to; the current one if not given.</param>
    /// <param name="targetSize">Height and width that pictures are resized to; 256 × 256 if not given.</param>
    /// <param name="colorMode">Channels.</param>
    /// <param name="classes">The classes in the order of their numbers, rows of others being left out; all that occur, sorted by name, if not given.</param>
    /// <param name="classMode">How labels are given.</param>
    /// <param name="batchSize">Pictures per batch.</param>
    /// <param name="shuffle">Whether pictures come in random order, another in each epoch.</param>
    /// <param name="seed">Seeds orders and transformations; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="saveToDir">A folder to which all pictures are written as they are in batches, as PNG files; none if not given.</param>
    /// <param name="savePrefix">How the names of these files begin.</param>
    /// <param name="subset">The part given by <c>validationSplit</c>: the first rows for validation, the others for training; all if not given.</param>
    /// <param name="interpolation">How pictures are resized.</param>
    /// <param name="validateFileNames">Whether rows whose file is missing or not called like a picture are left out, with a warning.</param>
    /// <param name="workers">How many threads make batches; one per processor if not given.</param>
    /// <exception cref="ArgumentException">There are no pictures, or their labels do not fit <paramref name="classMode"/>.</exception>
    public ImageFileFlow FlowFromDataFrame(
        IEnumerable<ImageRow> rows,
        string? directory = null,
        (int Height, int Width)? targetSize = null,
        ColorMode colorMode = ColorMode.Rgb,
        IReadOnlyList<string>? classes = null,
        ClassMode classMode = ClassMode.Categorical,
        int batchSize = 32,
        bool shuffle = true,
        long? seed = null,
        string? saveToDir = null,
        string savePrefix = "",
        Subset? subset = null,
        ResizeMethod interpolation = ResizeMethod.Nearest,
        bool validateFileNames = true,
        int? workers = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowTable table = RowTable.Of([.. rows], directory ?? "", classes, classMode, validateFileNames, all => PartOf(all, subset));
        FlowOptions options = Options(batchSize, shuffle, seed, saveToDir, savePrefix, workers);
        return Files(table.Files, table.Targets, table.Weights, classMode, targetSize, colorMode, interpolation, keepAspectRatio: false, options);
    }

    private static FlowOptions Options(int batchSize, bool shuffle, long? seed, string? saveToDir, string savePrefix, int? workers) =>
        new(batchSize, shuffle, new(seed ?? RandomSource.NextSeed()), workers ?? Environment.ProcessorCount, saveToDir, savePrefix);

    private static void CheckSameClasses(DataArray y, int split)
    {
        float[] values = new float[y.Shape.ElementCount];
        y.CopyFloats(0, values);
        int cut = values.Length / y.Count * split;
        HashSet<float> first = [.. values[..cut]];
        if (!first.SetEquals(values[cut..]))
            throw new ArgumentException(
                "The two parts of the split hold different classes. If the pictures are sorted by class, shuffle them before; " +
                "if y is not classes, pass ignoreClassSplit: true.",
                nameof(y));
    }

    private ImageFileFlow Files(
        FileTable table, DataArrays? targets, DataArrays? weights, ClassMode classMode, (int Height, int Width)? targetSize, ColorMode colorMode,
        ResizeMethod interpolation, bool keepAspectRatio, FlowOptions options)
    {
        (int height, int width) = targetSize ?? (256, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(height, width), 1, nameof(targetSize));
        int channels = colorMode switch
        {
            ColorMode.Grayscale => 1,
            ColorMode.Rgb => 3,
            ColorMode.Rgba => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(colorMode), colorMode, "There is no such color mode."),
        };
        FilePictures pictures = new(table, new PictureLayout(height, width, channels, _channelsFirst), colorMode, interpolation, keepAspectRatio);
        return new ImageFileFlow(this, new FlowData(pictures, targets, weights, classMode == ClassMode.Input), options, table);
    }

    /// <summary>The first part for validation, the rest for training.</summary>
    private T[] PartOf<T>(T[] all, Subset? subset)
    {
        int split = (int)(ValidationSplit * all.Length);
        return subset switch
        {
            null => all,
            Subset.Validation => all[..split],
            Subset.Training => all[split..],
            _ => throw new ArgumentOutOfRangeException(nameof(subset), subset, "There is no such subset."),
        };
    }
}
