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

    private DatasetFile[] Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    public async Task<LabelledImages> LoadAsync(
        DatasetPlaces places, string? path, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<string> searched = [];
        if (path is not null)
        {
            return ReadLocal(Path.GetFullPath(path), bare: true, searched)
                ?? throw Unavailable(searched, $"The path was given, so nothing else was tried. Expected there: {Expected()}.");
        }

        string cache = places.Cache(Folder);
        List<DatasetFile> wanted = Unusable(cache, searched, progress ?? DownloadConsole.Notes);
        if (wanted.Count == 0)
            return Read(Files.Select(file => Path.Combine(cache, file.Name)).ToArray(), cache);
        if (ReadElsewhere(places, searched) is LabelledImages found)
            return found;

        cancellation.ThrowIfCancellationRequested();
        Uri mirror = await DownloadAsync(wanted, cache, searched, progress, cancellation).ConfigureAwait(false);
        return Read(Files.Select(file => Path.Combine(cache, file.Name)).ToArray(), $"{mirror} (now in {cache})");
    }

    private LabelledImages? ReadElsewhere(DatasetPlaces places, List<string> searched)
    {
        if (places.Data is null)
            searched.Add($"the environment variable {DatasetPlaces.DataVariable}: not set");
        else if (ReadLocal(places.Data, MayLieBare, searched) is LabelledImages named)
            return named;

        string[] shared = places.SharedFolders().ToArray();
        if (shared.Length == 0)
            searched.Add($"shared/datasets beside {string.Join(" or ", places.Starts)}, or a folder above: none");
        foreach (string folder in shared)
        {
            if (ReadLocal(folder, bare: false, searched) is LabelledImages found)
                return found;
        }

        return null;
    }

    /// <summary>The files that the cache lacks, or holds damaged.</summary>
    private List<DatasetFile> Unusable(string cache, List<string> searched, IProgress<DownloadProgress> progress)
    {
        List<DatasetFile> unusable = [];
        foreach (DatasetFile file in Files)
        {
            string path = Path.Combine(cache, file.Name);
            string? fault = File.Exists(path) ? file.Fault(path) : null;
            if (fault is not null)
            {
                searched.Add($"{path}: {fault}");
                progress.Report(new DownloadProgress(file.Name, 0, file.Bytes)
                {
                    Note = $"{path}: {fault}. It is not used, and downloaded again if there is no other copy.",
                });
            }

            if (fault is not null || !File.Exists(path))
                unusable.Add(file);
        }

        if (unusable.Any(file => !File.Exists(Path.Combine(cache, file.Name))))
            searched.Add(Directory.Exists(cache) ? $"{cache}: lacks files of {Title}" : $"{cache}: no such folder");
        return unusable;
    }

    private async Task<Uri> DownloadAsync(
        List<DatasetFile> wanted, string cache, List<string> searched, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        DatasetDownload download = new(Mirrors, Patience);
        Uri? served = null;
        async Task All(IProgress<DownloadProgress> watcher)
        {
            foreach (DatasetFile file in wanted)
            {
                served = await download.FetchAsync(file, cache, searched, watcher, cancellation).ConfigureAwait(false)
                    ?? throw Unavailable(searched, $"To work without a network, put {Expected()} into {cache}.");
            }
        }

        if (progress is null)
            await DownloadConsole.RunAsync($"Downloading {Title} ({wanted.Sum(file => file.Bytes) / 1e6:0.0} MB) into {cache}", All).ConfigureAwait(false);
        else
            await All(progress).ConfigureAwait(false);
        return served!;
    }

    /// <summary>Reads the set from <paramref name="root"/> if all its files are there, else says in <paramref name="searched"/> what is missing.</summary>
    private LabelledImages? ReadLocal(string root, bool bare, List<string> searched)
    {
        IEnumerable<string> folders = [Path.Combine(root, Folder), Path.Combine(root, "datasets", Folder)];
        foreach (string folder in bare ? folders.Append(root) : folders)
        {
            string?[] paths = Files.Select(file => file.LocalNames().Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)).ToArray();
            if (paths.All(path => path is not null))
                return Read(paths!, folder);
            if (paths.Any(path => path is not null))
                searched.Add($"{folder}: lacks {string.Join(", ", Files.Where((_, index) => paths[index] is null).Select(file => file.Name))}");
        }

        searched.Add(Directory.Exists(root) ? $"{root}: no {Title} in it" : $"{root}: no such folder");
        return null;
    }

    private LabelledImages Read(string[] paths, string source)
    {
        Task<LabelledImageSplit> test = Task.Run(() => ReadSplit(paths[2], paths[3]));
        LabelledImageSplit train = ReadSplit(paths[0], paths[1]);
        return new LabelledImages(train, test.GetAwaiter().GetResult()) { Source = $"{Title} from {source}", ClassNames = ClassNames };
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

    private string Expected() => string.Join(", ", Files.Select(file => file.Name));

    private DatasetUnavailableException Unavailable(List<string> searched, string advice) => new(Title, searched, advice);
}
