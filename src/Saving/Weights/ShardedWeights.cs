using System.Globalization;
using System.Text.Json;
using KerasNet.Data;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>Weights in several HDF5 files of a limited size, and an index (<c>.weights.json</c>) that says which of them an object's weights are in.</summary>
internal sealed class ShardedWeights : IStoredWeights, IDisposable
{
    private const string Map = "weight_map";
    private const long MostIndexBytes = 100L << 20;

    private readonly string _folder;
    private readonly Dictionary<string, string[]> _map;
    private readonly Dictionary<string, Hdf5File> _opened = [];

    /// <summary>Reads an index; its files are opened as they are needed.</summary>
    /// <exception cref="InvalidDataException">It is no such index.</exception>
    internal ShardedWeights(string path)
    {
        FileName = path;
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using FileStream file = File.OpenRead(path);
        if (file.Length > MostIndexBytes)
            throw Invalid($"it has {file.Length:N0} bytes, more than an index of weights can have");
        try
        {
            using JsonDocument json = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.Member(Map) is not { ValueKind: JsonValueKind.Object } map)
                throw Invalid($"it must be an object with the member '{Map}'");
            _map = map.EnumerateObject().ToDictionary(entry => entry.Name.TrimStart('/'), entry => Names(entry.Value));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw Invalid(e.Message.TrimEnd('.'), e);
        }
    }

    public string FileName { get; }

    public IEnumerable<string> Paths => _map.Keys.Select(group => StateTree.ParentOf(group));

    public IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved)
    {
        if (!_map.TryGetValue(saved.Group, out string[]? names))
            return null;
        Dictionary<string, StoredArray> arrays = [];
        foreach (string name in names)
            foreach ((string key, StoredArray array) in new Hdf5Weights(Shard(name), name).Of(saved) ?? new Dictionary<string, StoredArray>())
                if (!arrays.TryAdd(key, array))
                    throw Invalid($"two of its files hold '{saved.Group}/{key}': {string.Join(", ", names)}");
        return arrays;
    }

    public void Dispose()
    {
        foreach (Hdf5File file in _opened.Values)
            file.Dispose();
    }

    private Hdf5File Shard(string name)
    {
        if (_opened.TryGetValue(name, out Hdf5File? shard))
            return shard;
        string path = Path.Combine(_folder, name);
        return _opened[name] = File.Exists(path)
            ? Hdf5File.Open(path)
            : throw new FileNotFoundException($"'{FileName}' keeps weights in '{name}', which is not beside it. Put all its files into one folder.", path);
    }

    /// <summary>One name or a list of them, none of which may lead anywhere but beside the index.</summary>
    private string[] Names(JsonElement json)
    {
        JsonElement[] items = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
        return
        [
            .. items.Select(item => item.ValueKind == JsonValueKind.String && item.GetString()! is var name && IsPlain(name)
                ? name
                : throw Invalid($"it names {item.GetRawText()} where the name of a file beside it is expected")).Distinct(),
        ];
    }

    private static bool IsPlain(string name) => name.Length > 0 && Path.GetFileName(name) == name && name is not (".." or ".");

    private InvalidDataException Invalid(string what, Exception? inner = null) => new($"'{FileName}' is no index of weights that can be read: {what}.", inner);

    /// <summary>Writes the weights of a model: all files under temporary names, then each is moved to its place, the index last.</summary>
    /// <param name="path">The index.</param>
    /// <param name="model">The model.</param>
    /// <param name="mostGigabytes">The most gigabytes (2³⁰ bytes) of weights in one file.</param>
    /// <exception cref="ArgumentException">A single weight is larger.</exception>
    internal static void Write(string path, Model model, double mostGigabytes)
    {
        double most = mostGigabytes * (1L << 30);
        string stem = Path.GetFileName(path)[..^".weights.json".Length];
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<(string Name, NewGroup Root)> shards = [];
        Dictionary<string, List<string>> map = [];
        (double inShard, long total) = (0, 0);
        Next();
        foreach (SavedObject saved in StateTree.Of(model))
        {
            saved.GroupIn(shards[^1].Root);
            for (int i = 0; i < saved.Variables.Count; i++)
            {
                TensorData value = saved.ValueOf(i);
                if (value.Bytes > most)
                    throw new ArgumentException(
                        $"{saved}, {saved.Variables[i].Name}, takes {value.Bytes:N0} bytes; maxShardSize allows {most:N0} ({mostGigabytes:R} GB) in one file.", nameof(mostGigabytes));
                inShard += value.Bytes;
                total += value.Bytes;
                if (inShard > most)
                {
                    Next();
                    inShard = value.Bytes;
                }

                shards[^1].Root.Dataset($"{saved.Group}/{i}", NewArray.Of(value));
                if (!map.TryGetValue(saved.Group, out List<string>? names))
                    map[saved.Group] = names = [];
                if (names.Count == 0 || names[^1] != shards[^1].Name)
                    names.Add(shards[^1].Name);
            }
        }

        WholeFile.Write(
            [
                .. shards.Select(shard => (Path.Combine(folder, shard.Name), (Action<Stream>)(stream => Hdf5Writer.Write(stream, shard.Root)))),
                (path, stream => WriteIndex(stream, total, map)),
            ]);

        void Next() => shards.Add(($"{stem}_{shards.Count.ToString("D5", CultureInfo.InvariantCulture)}.weights.h5", new NewGroup()));
    }

    private static void WriteIndex(Stream stream, long total, Dictionary<string, List<string>> map)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, IndentSize = 4, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WritePropertyName("total_size");
        json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{total}.0"));
        json.WriteEndObject();
        json.WriteStartObject(Map);
        foreach ((string group, List<string> names) in map)
        {
            json.WriteStartArray($"/{group}");
            foreach (string name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
