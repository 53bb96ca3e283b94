using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving.Legacy;

namespace KerasNet.Saving;

/// <summary>A format for files of weights, told by the end of the file's name.</summary>
/// <param name="End">The end of the name.</param>
/// <param name="Write">Writes the weights of a model; the last argument is the most gigabytes of one file. Null for formats that are only read.</param>
/// <param name="Read">Reads them: the file, the model, what is left as it is where it does not fit, and what is left in any case.</param>
/// <param name="ReadByName">Reads only layers whose names are in the file; null for formats that do not keep names.</param>
/// <param name="IsSharded">Whether it may be several files, so that a size of one can be given.</param>
internal sealed record WeightsFormat(
    string End,
    Action<string, Model, double?>? Write,
    Action<string, Model, bool, IReadOnlyCollection<object>> Read,
    Action<string, Model, bool, IReadOnlyCollection<object>>? ReadByName = null,
    bool IsSharded = false)
{
    private const double UsualShardSize = 5;

    private static readonly WeightsFormat[] s_all =
    [
        new(
            ".weights.h5",
            (path, model, _) => WholeFile.Write(path, stream => WeightsFile.Write(stream, model)),
            LegacyFile.LoadWeights,
            LegacyFile.LoadWeightsByName),
        new(
            ".weights.json",
            (path, model, maxShardSize) => ShardedWeights.Write(path, model, maxShardSize ?? UsualShardSize),
            (path, model, skipMismatch, skipped) =>
            {
                using ShardedWeights file = new(path);
                WeightsReader.Read(file, model, skipMismatch, skipped);
            },
            IsSharded: true),
        new(".safetensors", (path, model, _) => SafetensorsWeights.Write(path, model), SafetensorsWeights.Read),
        new(".npz", (path, model, _) => NpzWeights.Write(path, model), NpzWeights.Read),
        new(".h5", null, LegacyFile.LoadWeights, LegacyFile.LoadWeightsByName),
        new(".hdf5", null, LegacyFile.LoadWeights, LegacyFile.LoadWeightsByName),
        new(".keras", null, KerasArchive.LoadWeights),
    ];

    /// <summary>Writes the weights of a model in the format that the name asks for.</summary>
    internal static void Save(Model model, string path, bool overwrite, double? maxShardSize)
    {
        WeightsFormat format = Of(path, format => format.Write is not null);
        if (maxShardSize is not null && !format.IsSharded)
            throw new ArgumentException($"'{path}' is one file, which has no maxShardSize. Give it a name that ends in .weights.json, or leave maxShardSize out.", nameof(maxShardSize));
        if (maxShardSize is <= 0 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(maxShardSize), maxShardSize, "The most gigabytes of one file must be above 0.");
        if (!model.Built)
            throw new InvalidOperationException($"Model '{model.Name}' has no weights yet, so none can be saved. Build it first: start it with an Input, or call it on data.");
        if (!overwrite && File.Exists(path))
            throw new IOException($"'{path}' is there already. Give another name, or pass overwrite: true to replace it.");
        format.Write!(path, model, maxShardSize);
    }

    /// <summary>Whether a name is that of a file for weights alone; an old .h5 file may be a whole model.</summary>
    internal static bool Knows(string path) => s_all.Any(format => format.Write is not null && path.EndsWith(format.End, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the weights of a model in the format that the name tells.</summary>
    internal static void Load(Model model, string path, bool skipMismatch, IReadOnlyList<string>? objectsToSkip, bool byName)
    {
        WeightsFormat format = Of(path, _ => true);
        Action<string, Model, bool, IReadOnlyCollection<object>> read = byName
            ? format.ReadByName ?? throw new ArgumentException($"'{path}' is of a format that does not keep the names of layers. Leave byName out.", nameof(byName))
            : format.Read;
        read(path, model, skipMismatch, Named(model, objectsToSkip ?? []));
    }

    private static WeightsFormat Of(string path, Func<WeightsFormat, bool> fits) =>
        s_all.Where(fits).FirstOrDefault(format => path.EndsWith(format.End, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"The end of the name '{path}' tells no format of weights. Take one of: {string.Join(", ", s_all.Where(fits).Select(format => format.End))}.", nameof(path));

    private static object[] Named(Model model, IReadOnlyList<string> names)
    {
        SavedObject[] all = [.. StateTree.Of(model).Where(saved => saved.Path.Length > 0)];
        return [.. names.SelectMany(name =>
            all.Where(saved => saved.Path == name || saved.Name == name).Select(saved => saved.Owner) is var owners && owners.Any()
                ? owners
                : throw Naming.Unknown($"layer of model '{model.Name}':", name, all.Select(saved => saved.Owner is Optimizer ? saved.Path : saved.Name).OfType<string>()))];
    }
}
