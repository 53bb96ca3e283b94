using System.IO.Compression;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>The photographs in three parts, in batches of floats 0…255 with labels 0 = cat, 1 = dog.</summary>
/// <param name="Training">Shuffled anew at each epoch.</param>
/// <param name="Validation">Measured after each epoch.</param>
/// <param name="Test">Measured once, at the end.</param>
/// <param name="Skipped">Files that turned out to be no pictures, so far.</param>
internal sealed record Photographs(Dataset<DataBatch> Training, Dataset<DataBatch> Validation, Dataset<DataBatch> Test, Func<int> Skipped)
{
    /// <summary>The side that pictures are resized to.</summary>
    public const int Side = 150;

    /// <summary>The names of the classes, in the order of the labels.</summary>
    public static readonly string[] Classes = ["cat", "dog"];

    // Where a set comes in one part, this share is held back, half of it to validate and half to test.
    private const double HeldBack = 0.3;
    private const int SplitSeed = 1;

    /// <summary>Opens a folder or a zip archive of any of the known layouts.</summary>
    /// <exception cref="InvalidDataException">It has another layout.</exception>
    public static Photographs Open(string path, int batchSize, int? limit)
    {
        if (Has(path, "validation"))
        {
            ImageDataset[] parts = [.. new[] { "train", "validation", "test" }.Select(part => First(Path.Combine(path, part), shuffle: part == "train", limit))];
            return new(parts[0].Batch(batchSize), parts[1].Batch(batchSize), parts[2].Batch(batchSize), () => parts.Sum(part => part.SkippedFiles.Count));
        }

        string? whole = new[] { "PetImages", "train", "." }.Select(folder => Path.GetRelativePath(".", Path.Combine(path, folder))).FirstOrDefault(HasPictures);
        if (whole is null)
        {
            throw new InvalidDataException(
                $"'{path}' holds no cats and dogs in a known layout: train/cats, train/dogs, validation/…, test/…; PetImages/Cat, PetImages/Dog; or train/cat.0.jpg, ….");
        }

        (ImageDataset training, ImageDataset held) = ImageDataset.SplitFromDirectory(
            whole, HeldBack, SplitSeed, LabelMode.Binary, LabelsByName(whole), batchSize: null, imageSize: (Side, Side), onError: OnError.Skip);
        int half = held.Labels.Count / 2;
        return new(
            First(training, limit).Batch(batchSize), First(held.Take(half), limit).Batch(batchSize), First(held.Skip(half), limit).Batch(batchSize),
            () => training.SkippedFiles.Count + held.SkippedFiles.Count);
    }

    private static Dataset<DataBatch> First(Dataset<DataBatch> pictures, int? limit) => limit is { } most ? pictures.Take(most) : pictures;

    /// <summary>The pictures of a folder; or some of them, of both classes: those that a split would hold back.</summary>
    private static ImageDataset First(string directory, bool shuffle, int? limit)
    {
        ImageDataset all = From(directory, shuffle);
        return limit is { } most && most < all.Files.Count
            ? ImageDataset.FromDirectory(
                directory, LabelMode.Binary, batchSize: null, imageSize: (Side, Side), seed: SplitSeed,
                validationSplit: (most + 0.5) / all.Files.Count, subset: Subset.Validation, onError: OnError.Skip)
            : all;
    }

    private static ImageDataset From(string directory, bool shuffle, LabelMode mode = LabelMode.Binary) => ImageDataset.FromDirectory(
        directory, mode, batchSize: null, imageSize: (Side, Side), shuffle: shuffle, onError: OnError.Skip);

    /// <summary>For files cat.0.jpg, dog.0.jpg, … in one folder, as Kaggle packs them: the class of each. Null where folders tell the class.</summary>
    private static int[]? LabelsByName(string directory)
    {
        IReadOnlyList<string> files = From(directory, shuffle: false, mode: LabelMode.None).Files;
        string[] names = [.. files.Select(file => Path.GetFileName(file))];
        return files.Select(Path.GetDirectoryName).Distinct().Count() == 1
            ? [.. names.Select(name => Array.FindIndex(Classes, kind => name.StartsWith(kind, StringComparison.OrdinalIgnoreCase)))]
            : null;
    }

    private static bool HasPictures(string directory)
    {
        try
        {
            IReadOnlyList<string> files = From(directory, shuffle: false, mode: LabelMode.None).Files;
            return Classes.All(kind => files.Any(file => file[directory.Length..].Contains(kind, StringComparison.OrdinalIgnoreCase)));
        }
        catch (Exception e) when (e is DirectoryNotFoundException or ArgumentException)
        {
            return false;
        }
    }

    private static bool Has(string path, string folder)
    {
        if (!File.Exists(path))
            return Directory.Exists(Path.Combine(path, folder));
        using ZipArchive archive = ZipFile.OpenRead(path);
        return archive.Entries.Any(entry => entry.FullName.StartsWith(folder + "/", StringComparison.Ordinal));
    }
}
