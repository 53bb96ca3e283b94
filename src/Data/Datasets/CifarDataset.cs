using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>CIFAR-10 or CIFAR-100: a packed folder of pickles, of which each is a dictionary of picture data and labels.</summary>
internal sealed record CifarDataset
{
    private const int Size = 32;
    private const int Channels = 3;
    private const int Plane = Size * Size;

    /// <summary>A published batch has 31 MB, that of CIFAR-100 155 MB.</summary>
    private const int MostBytes = 256 << 20;

    public required PublishedFiles Files { get; init; }

    /// <summary>The name of the folder in the archive.</summary>
    public required string Folder { get; init; }

    /// <summary>The names of the training batches, in order.</summary>
    public required IReadOnlyList<string> TrainBatches { get; init; }

    public required string TestBatch { get; init; }

    /// <summary>The name of the file with the classes' names.</summary>
    public required string Names { get; init; }

    public Task<LabelledImages> LoadAsync(
        DatasetPlaces places, string? path, string labelsKey, string namesKey, IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        Files.LoadAsync(places, path, progress, cancellation, (files, source) => Read(files[0], source, labelsKey, namesKey));

    internal LabelledImages Read(string path, string source, string labelsKey, string namesKey)
    {
        string[] names = [];
        Dictionary<string, (byte[] Images, byte[] Labels)> batches = [];
        string[] wanted = [.. TrainBatches, TestBatch, Names];
        PackedFolder.Read(path, Folder, MostBytes, wanted.Contains, (name, content) =>
        {
            try
            {
                var fields = PickleReader.Read(content).As<Dictionary<string, PickleValue>>() ?? throw new InvalidDataException("it is no dictionary");
                if (name == Names)
                    names = ClassNames(fields, namesKey);
                else
                    batches[name] = Batch(fields, labelsKey);
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"'{path}' holds a file {name} that cannot be read: {error.Message}.", error);
            }
        });
        string[] missing = [.. wanted.Where(name => name == Names ? names.Length == 0 : !batches.ContainsKey(name))];
        if (missing.Length > 0)
            throw new InvalidDataException($"'{path}' lacks {string.Join(", ", missing.Select(name => $"{Folder}/{name}"))}.");
        return new(Split(path, [.. TrainBatches.Select(name => batches[name])], names), Split(path, [batches[TestBatch]], names)) { Source = source, ClassNames = names };
    }

    private static PickleValue Field(Dictionary<string, PickleValue> fields, string key) =>
        fields.TryGetValue(key, out PickleValue value) ? value : throw new InvalidDataException($"it lacks '{key}', it holds {string.Join(", ", fields.Keys.Take(10))}");

    private static string[] ClassNames(Dictionary<string, PickleValue> fields, string key)
    {
        const int MostLength = 100;
        PickleList? list = Field(fields, key).As<PickleList>();
        if (list is not { Count: > 0 and <= 256 })
            throw new InvalidDataException($"'{key}' is no list of 1 to 256 texts");
        string[] names = new string[list.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = list[i].AsText(MostLength) ?? throw new InvalidDataException($"'{key}' holds {list[i].Describe()}, expected a text of at most {MostLength} bytes");
        return names;
    }

    private static (byte[] Images, byte[] Labels) Batch(Dictionary<string, PickleValue> fields, string labelsKey)
    {
        if (Field(fields, "data").As<PickleArray>()?.Filled is not { Type: { Kind: 'u', Size: 1 }, FortranOrder: false, Shape: [var count, Channels * Plane] } data)
            throw new InvalidDataException($"'data' is no array of uint8 with {Channels * Plane} columns");
        if (Field(fields, labelsKey).AsNumbers() is not { } labels || labels.Length != count || labels.Span.ContainsAnyExceptInRange(0, byte.MaxValue))
            throw new InvalidDataException($"'{labelsKey}' is no list of {count:N0} labels");
        return (ChannelsLast(data.Bytes, count), Array.ConvertAll(labels.ToArray(), label => (byte)label));
    }

    /// <summary>The file has each picture's red, then its green, then its blue pixels.</summary>
    private static byte[] ChannelsLast(ReadOnlyMemory<byte> planes, int count)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(planes.Length);
        Parallel.For(0, count, picture =>
        {
            ReadOnlySpan<byte> from = planes.Span.Slice(picture * Channels * Plane, Channels * Plane);
            Span<byte> to = pixels.AsSpan(picture * Channels * Plane, Channels * Plane);
            for (int i = 0; i < Plane; i++)
                for (int channel = 0; channel < Channels; channel++)
                    to[(i * Channels) + channel] = from[(channel * Plane) + i];
        });
        return pixels;
    }

    private static LabelledImageSplit Split(string path, (byte[] Images, byte[] Labels)[] batches, string[] names)
    {
        int count = batches.Sum(batch => batch.Labels.Length);
        byte[] images = batches is [var only] ? only.Images : GC.AllocateUninitializedArray<byte>(count * Channels * Plane);
        byte[] labels = [.. batches.SelectMany(batch => batch.Labels)];
        int stray = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(names.Length - 1));
        if (stray >= 0)
            throw new InvalidDataException($"'{path}' holds the label {labels[stray]}, expected 0 to {names.Length - 1}.");
        int start = 0;
        foreach ((byte[] part, _) in batches.Length > 1 ? batches : [])
        {
            part.CopyTo(images, start);
            start += part.Length;
        }

        return new(Tensor.Create(images, [count, Size, Size, Channels]), Tensor.Create(labels, [count, 1]));
    }
}
