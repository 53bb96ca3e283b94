using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>
/// Weights as <c>.h5</c> files of all versions of Keras hold them: the attribute <c>layer_names</c>, a group for each layer, and in it the attribute
/// <c>weight_names</c> with the paths of its datasets. The order is that of the model; nested models are one layer.
/// </summary>
internal sealed class LegacyWeights : IStoredWeights
{
    /// <summary>The group of a model's own weights.</summary>
    internal const string TopLevel = "top_level_model_weights";

    private readonly Dictionary<string, StoredArray[]> _layers = [];

    private readonly string? _version;
    private readonly string? _backend;

    private LegacyWeights(Hdf5Group group, string fileName)
    {
        FileName = fileName;
        _version = group.Attributes.Find("keras_version")?.ReadText();
        _backend = group.Attributes.Find("backend")?.ReadText();
    }

    public string FileName { get; }

    public IEnumerable<string> Paths => _layers.Where(layer => layer.Value.Length > 0).Select(layer => layer.Key);

    /// <summary>Whether a group holds weights in this form.</summary>
    internal static bool Are(Hdf5Group group) => group.Attributes.Find("layer_names") is not null || group.Attributes.Find("layer_names0") is not null;

    /// <summary>Finds the weights in a group, without reading them.</summary>
    /// <param name="group">The root of a file of weights, or the group <c>model_weights</c> of a file of a model.</param>
    /// <param name="fileName">What errors call the file.</param>
    /// <exception cref="Hdf5Exception">The file is damaged.</exception>
    internal static LegacyWeights Open(Hdf5Group group, string fileName)
    {
        LegacyWeights weights = new(group, fileName);
        foreach (string layer in NameLists.Read(group, "layer_names"))
            if (!weights._layers.TryAdd(layer, Arrays(group.Group(layer))))
                throw group.Attributes.All[0].Refused($"the layer '{layer}' is there twice");
        if (group.Find(TopLevel) is Hdf5Group own)
            weights._layers[TopLevel] = Arrays(own);
        return weights;
    }

    public IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved) => _layers.TryGetValue(saved.Path, out StoredArray[]? arrays)
        ? LegacyLayout.Of((Layer)saved.Owner, arrays, _version, _backend).Select((array, i) => (array, i)).ToDictionary(pair => $"{pair.i}", pair => pair.array)
        : null;

    /// <summary>Reads the weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="byName">Whether only layers are read whose names are in the file; otherwise all, by their order.</param>
    /// <param name="skipMismatch">Whether layers that do not fit are left as they are, with a warning.</param>
    /// <param name="skipped">Layers to leave as they are.</param>
    /// <param name="notes">Receives what the file has and the model does not take.</param>
    /// <exception cref="WeightsException">The file does not fit the model, which stays as it was.</exception>
    internal void ReadInto(Model model, bool byName, bool skipMismatch, IReadOnlyCollection<object> skipped, ConfigNotes? notes)
    {
        WeightsReader.CheckBuilt(model);
        Layer[] layers = [.. model.Layers.Where(layer => layer.Weights.Count > 0)];
        string[] names = [.. Paths.Where(name => name != TopLevel)];
        if (byName)
            layers = [.. layers.Where(layer => names.Contains(layer.Name))];
        else if (layers.Length != names.Length)
            throw new WeightsException(
                FileName, model.Name,
                [$"the file has weights of {Count(names.Length)}, the model has {Count(layers.Length)} with weights: {string.Join(", ", layers.Select(layer => layer.Name))}"],
                names);

        // The layers of a model from the same file have the names that are in it, in whatever order they come.
        bool named = byName || names.ToHashSet().SetEquals(layers.Select(layer => layer.Name));
        List<SavedObject> objects = [.. layers.Select((layer, i) => new SavedObject(named ? layer.Name : names[i], layer.Name, layer, InOrder(layer)))];
        if (model.OwnWeights.Count > 0)
            objects.Add(new(TopLevel, model.Name, model, model.OwnWeights));
        WeightsReader.Read(this, model, [.. objects.Where(saved => !skipped.Contains(saved.Owner))], skipMismatch, notes);
    }

    /// <summary>The weights of a layer in the order of these files: all that are trained, then all others.</summary>
    internal static IReadOnlyList<Variable> InOrder(Layer layer) => [.. layer.TrainableWeights, .. layer.NonTrainableWeights];

    /// <summary>The datasets that a group names, in their order.</summary>
    internal static StoredArray[] Arrays(Hdf5Group group) => [.. NameLists.Read(group, "weight_names").Select(name => new Hdf5Array(group, name))];

    private static string Count(int layers) => layers == 1 ? "1 layer" : $"{layers} layers";
}
