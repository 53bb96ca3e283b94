using KerasNet.Data;

namespace KerasNet;

public sealed partial class ImageDataset
{
    private const int DefaultBatchSize = 32;
    private const int DefaultSide = 256;

    /// <summary>Pictures from a folder with a sub-folder per class.</summary>
    /// <param name="directory">A folder, a zip archive, or a folder inside of one (<c>pictures.zip/train</c>).</param>
    /// <param name="labelMode">How labels are given.</param>
    /// <param name="labels">The class number of each picture below the folder, in the order of folder and name; the names of the sub-folders if not given.</param>
    /// <param name="classNames">Which sub-folders are classes, and in what order; all, sorted by the bytes of their names, if not given.</param>
    /// <param name="colorMode">Channels.</param>
    /// <param name="batchSize">Pictures per batch; null gives them one by one, for <c>Shuffle</c> and <c>Batch</c> later on.</param>
    /// <param name="imageSize">Height and width that pictures are resized to; 256 × 256 if not given.</param>
    /// <param name="shuffle">Whether pictures come in random order, another at each walk.</param>
    /// <param name="seed">Seeds the order, as in Keras; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="validationSplit">The share of the files, 0 to 1, that is held back for validation: the last of their shuffled order.</param>
    /// <param name="subset">Which part to take; goes with <paramref name="validationSplit"/>. For both see
    /// <see cref="SplitFromDirectory"/>.</param>
    /// <param name="interpolation">
    /// <c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>area</c>, <c>lanczos3</c>, <c>lanczos5</c>, <c>gaussian</c> or <c>mitchellcubic</c>, as in TensorFlow,
    /// without antialiasing.
    /// </param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="cropToAspectRatio">Whether the largest centred part with the proportions of <paramref name="imageSize"/> is taken instead of distorting.</param>
    /// <param name="padToAspectRatio">Whether pictures are surrounded by black up to these proportions instead.</param>
    /// <param name="onError">What happens when a file cannot be decoded.</param>
    /// <param name="workers">How many threads read and decode; one per processor if not given.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or archive.</exception>
    /// <exception cref="ArgumentException">Arguments do not fit each other or what is in the folder.</exception>
    public static ImageDataset FromDirectory(
        string directory,
        LabelMode labelMode = LabelMode.Int,
        IReadOnlyList<int>? labels = null,
        IReadOnlyList<string>? classNames = null,
        ColorMode colorMode = ColorMode.Rgb,
        int? batchSize = DefaultBatchSize,
        (int Height, int Width)? imageSize = null,
        bool shuffle = true,
        int? seed = null,
        double? validationSplit = null,
        Subset? subset = null,
        string interpolation = "bilinear",
        bool followLinks = false,
        bool cropToAspectRatio = false,
        bool padToAspectRatio = false,
        OnError onError = OnError.Fail,
        int? workers = null)
    {
        PictureOptions options = Options(labelMode, colorMode, batchSize, imageSize, interpolation, cropToAspectRatio, padToAspectRatio, onError, workers);
        FolderSearch search = new(directory, FileKind.Pictures, labelMode, labels, classNames, shuffle, seed, followLinks);
        return new(search.Part(validationSplit, subset), options);
    }

    /// <summary>Both parts of a folder: Keras' <c>subset="both"</c>. The training part is shuffled anew at each walk, the validation part keeps its order.</summary>
    /// <param name="directory">A folder, a zip archive, or a folder inside of one.</param>
    /// <param name="validationSplit">The share of the files, 0 to 1, that is held back for validation: the last of their shuffled order.</param>
    /// <param name="seed">Seeds the order, as in Keras; needed to shuffle.</param>
    /// <param name="labelMode">How labels are given.</param>
    /// <param name="labels">The class number of each picture; the names of the sub-folders if not given.</param>
    /// <param name="classNames">Which sub-folders are classes, and in what order.</param>
    /// <param name="colorMode">Channels.</param>
    /// <param name="batchSize">Pictures per batch; null gives them one by one.</param>
    /// <param name="imageSize">Height and width that pictures are resized to; 256 × 256 if not given.</param>
    /// <param name="shuffle">Whether files are shuffled before they are split; if not, the validation part is the last classes.</param>
    /// <param name="interpolation">How pictures are resized.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="cropToAspectRatio">Whether the largest centred part with the proportions of <paramref name="imageSize"/> is taken instead of distorting.</param>
    /// <param name="padToAspectRatio">Whether pictures are surrounded by black up to these proportions instead.</param>
    /// <param name="onError">What happens when a file cannot be decoded.</param>
    /// <param name="workers">How many threads read and decode; one per processor if not given.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or archive.</exception>
    /// <exception cref="ArgumentException">Arguments do not fit each other or what is in the folder.</exception>
    public static (ImageDataset Training, ImageDataset Validation) SplitFromDirectory(
        string directory,
        double validationSplit,
        int? seed = null,
        LabelMode labelMode = LabelMode.Int,
        IReadOnlyList<int>? labels = null,
        IReadOnlyList<string>? classNames = null,
        ColorMode colorMode = ColorMode.Rgb,
        int? batchSize = DefaultBatchSize,
        (int Height, int Width)? imageSize = null,
        bool shuffle = true,
        string interpolation = "bilinear",
        bool followLinks = false,
        bool cropToAspectRatio = false,
        bool padToAspectRatio = false,
        OnError onError = OnError.Fail,
        int? workers = null)
    {
        PictureOptions options = Options(labelMode, colorMode, batchSize, imageSize, interpolation, cropToAspectRatio, padToAspectRatio, onError, workers);
        FolderSearch search = new(directory, FileKind.Pictures, labelMode, labels, classNames, shuffle, seed, followLinks);
        (FolderPart training, FolderPart validation) = search.Parts(validationSplit);
        return (new(training, options), new(validation, options));
    }

    private static PictureOptions Options(
        LabelMode labelMode, ColorMode colorMode, int? batchSize, (int Height, int Width)? imageSize, string interpolation, bool crop, bool pad, OnError onError,
        int? workers)
    {
        if (crop && pad)
            throw new ArgumentException(
                "Pictures are cropped to the proportions of imageSize or padded to them: only one of cropToAspectRatio and padToAspectRatio can be true.");
        (int height, int width) = imageSize ?? (DefaultSide, DefaultSide);
        PictureResizer.Fit fit = crop ? PictureResizer.Fit.Crop : pad ? PictureResizer.Fit.Pad : PictureResizer.Fit.Stretch;
        PictureOptions options = new(labelMode, colorMode, batchSize, height, width, interpolation, fit, onError, workers ?? Environment.ProcessorCount);
        options.Check();
        return options;
    }
}
