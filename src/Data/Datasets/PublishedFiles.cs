namespace KerasNet.Data;

/// <summary>The files of a data set, all of which it needs: finds them on this machine, or fetches them.</summary>
internal sealed record PublishedFiles
{
    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the folder that holds its files.</summary>
    public required string Folder { get; init; }

    public required IReadOnlyList<DatasetFile> Files { get; init; }

    public required IReadOnlyList<Uri> Mirrors { get; init; }

    /// <summary>
    /// Whether the folder of KERASNET_DATA may hold the files itself. Two sets of the same file names cannot both be meant by that.
    /// </summary>
    public bool MayLieBare { get; init; }

    /// <summary>How long a mirror may be silent before the next one is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Finds the set, or fetches it, and reads it on the caller's thread.</summary>
    /// <param name="places">Where to look.</param>
    /// <param name="path">The only place to look, or null.</param>
    /// <param name="progress">Told how a download comes along.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <param name="read">Reads the files, in the order of <see cref="Files"/>, and takes the words that say where they are from.</param>
    public async Task<T> LoadAsync<T>(
        DatasetPlaces places, string? path, IProgress<DownloadProgress>? progress, CancellationToken cancellation, Func<string[], string, T> read)
    {
        cancellation.ThrowIfCancellationRequested();
        (string[] files, string source) = await FindAsync(places, path, progress, cancellation).ConfigureAwait(false);
        return read(files, $"{Title} from {source}");
    }

    private async Task<(string[] Files, string Source)> FindAsync(
        DatasetPlaces places, string? path, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        List<string> searched = [];
        if (path is not null)
        {
            string full = Path.GetFullPath(path);
            return Named(full) ?? Local(full, bare: true, searched)
                ?? throw Unavailable(searched, $"The path was given, so nothing else was tried. Expected there: {Expected()}.");
        }

        string cache = places.Cache(Folder);
        List<DatasetFile> wanted = Unusable(cache, searched, progress ?? DownloadConsole.Notes);
        if (wanted.Count == 0)
            return (InCache(cache), cache);
        if (Elsewhere(places, searched) is { } found)
            return found;

        cancellation.ThrowIfCancellationRequested();
        Uri mirror = await DownloadAsync(wanted, cache, searched, progress, cancellation).ConfigureAwait(false);
        return (InCache(cache), $"{mirror} (now in {cache})");
    }

    private string[] InCache(string cache) => [.. Files.Select(file => Path.Combine(cache, file.Name))];

    private (string[] Files, string Source)? Elsewhere(DatasetPlaces places, List<string> searched)
    {
        if (places.Data is null)
            searched.Add($"the environment variable {DatasetPlaces.DataVariable}: not set");
        else if (Local(places.Data, MayLieBare, searched) is { } named)
            return named;

        string[] shared = places.SharedFolders().ToArray();
        if (shared.Length == 0)
            searched.Add($"shared/datasets beside {string.Join(" or ", places.Starts)}, or a folder above: none");
        foreach (string folder in shared)
        {
            if (Local(folder, bare: false, searched) is { } found)
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

    /// <summary>What a path means that names the one file itself, or the folder that the file unpacks to.</summary>
    private (string[] Files, string Source)? Named(string path) =>
        Files is [var only] && (File.Exists(path) || (Directory.Exists(path) && only.Aliases.Contains(Path.GetFileName(path)))) ? ([path], path) : null;

    /// <summary>Finds the set in <paramref name="root"/> if all its files are there, else says in <paramref name="searched"/> what is missing.</summary>
    private (string[] Files, string Source)? Local(string root, bool bare, List<string> searched)
    {
        IEnumerable<string> folders = [Path.Combine(root, Folder), Path.Combine(root, "datasets", Folder)];
        foreach (string folder in bare ? folders.Append(root) : folders)
        {
            string?[] paths = Files.Select(file => file.LocalNames().Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists)).ToArray();
            if (paths.All(path => path is not null))
                return ([.. paths.OfType<string>()], folder);
            if (paths.Any(path => path is not null))
                searched.Add($"{folder}: lacks {string.Join(", ", Files.Where((_, index) => paths[index] is null).Select(file => file.Name))}");
        }

        searched.Add(Directory.Exists(root) ? $"{root}: no {Title} in it" : $"{root}: no such folder");
        return null;
    }

    private string Expected() => string.Join(", ", Files.Select(file => file.Name));

    private DatasetUnavailableException Unavailable(List<string> searched, string advice) => new(Title, searched, advice);
}
