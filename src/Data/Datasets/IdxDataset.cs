using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>A data set published as four IDX files; finds, fetches and reads them.</summary>
internal sealed record IdxDataset
{
    public const int ImageSize = 28;

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the folder that holds its files.</summary>
    public required string Folder { get; init; }

    public required DatasetFile TrainImages { get; init; }

    public required DatasetFile TrainLabels { get; init; }

    public required DatasetFile TestImages { get; init; }

    public required DatasetFile TestLabels { get; init; }

    public required IReadOnlyList<Uri> Mirrors { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>
    /// Whether the folder of KERASNET_DATA may hold the four files itself. Two sets of the same file names cannot both be meant by that.
    /// </summary>
    public bool MayLieBare { get; init; }

    /// <summary>How long a mirror may be silent before the next one is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    private PublishedFiles Files => new()
    {
        Title = Title,
        Folder = Folder,
        Files = [Known(TrainImages), Known(TrainLabels), Known(TestImages), Known(TestLabels)],
        Mirrors = Mirrors,
        MayLieBare = MayLieBare,
        Patience = Patience,
    };

    public Task<LabelledImages> LoadAsync(DatasetPlaces places, string? path, IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        Files.LoadAsync(places, path, progress, cancellation, Read);

    /// <summary>People keep IDX files packed or not, with a dash or the original's dot.</summary>
    private static DatasetFile Known(DatasetFile file)
    {
        string plain = Path.GetFileNameWithoutExtension(file.Name);
        string dotted = plain.Replace("-idx", ".idx", StringComparison.Ordinal);
        return file with { Aliases = [plain, dotted + ".gz", dotted] };
    }

    private LabelledImages Read(string[] paths, string source)
    {
        Task<LabelledImageSplit> test = Task.Run(() => ReadSplit(paths[2], paths[3]));
        LabelledImageSplit train = ReadSplit(paths[0], paths[1]);
        return new LabelledImages(train, test.GetAwaiter().GetResult()) { Source = source, ClassNames = ClassNames };
    }

    private LabelledImageSplit ReadSplit(string imagesPath, string labelsPath)
    {
        (byte[] images, int count) = IdxFile.Read(imagesPath, ImageSize, ImageSize);
        (byte[] labels, int labelCount) = IdxFile.Read(labelsPath);
        if (labelCount != count)
            throw new InvalidDataException($"'{labelsPath}' holds {labelCount:N0} labels, expected {count:N0}, one for each image of '{imagesPath}'.");
        int stray = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(ClassNames.Count - 1));
        if (stray >= 0)
            throw new InvalidDataException($"'{labelsPath}' holds the label {labels[stray]} at {stray}, expected 0 to {ClassNames.Count - 1}.");
        return new LabelledImageSplit(Tensor.Create(images, [count, ImageSize, ImageSize]), Tensor.Create(labels, [count]));
    }
}
