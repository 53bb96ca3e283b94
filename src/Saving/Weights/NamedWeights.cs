namespace KerasNet.Saving;

/// <summary>Weights in a file of arrays with names, such as <c>.npz</c> and <c>.safetensors</c>.</summary>
/// <remarks>
/// We name them by their paths in Keras' files, <c>layers/dense/vars/0</c>. Read are also files that name arrays by the paths of weights, <c>dense/kernel</c>,
/// and those of <c>numpy.savez(file, *model.get_weights())</c>: <c>arr_0</c>, <c>arr_1</c>… in the order of the weights.
/// </remarks>
internal sealed class NamedWeights : IStoredWeights
{
    private readonly IReadOnlyDictionary<string, StoredArray> _arrays;
    private readonly Func<SavedObject, int, string> _nameOf;
    private readonly ILookup<string, string>? _groups;

    /// <summary>Finds out by what the arrays are named.</summary>
    /// <exception cref="WeightsException">They are named by their order, and are not as many as the model has weights.</exception>
    internal NamedWeights(string fileName, IReadOnlyDictionary<string, StoredArray> arrays, Model model)
    {
        (FileName, _arrays) = (fileName, arrays);
        if (arrays.Keys.Any(name => StateTree.ParentOf(name) is var group && (group == "vars" || group.EndsWith("/vars", StringComparison.Ordinal))))
        {
            _groups = arrays.Keys.ToLookup(StateTree.ParentOf);
            _nameOf = (saved, i) => $"{saved.Group}/{i}";
            return;
        }

        if (arrays.Count > 0 && Enumerable.Range(0, arrays.Count).All(i => arrays.ContainsKey($"arr_{i}")))
        {
            Dictionary<Variable, int> places = model.Weights.Select((weight, i) => (weight, i)).ToDictionary();
            if (places.Count != arrays.Count)
                throw new WeightsException(fileName, model.Name, [$"it holds {arrays.Count} arrays without names, the model has {places.Count} weights"], []);
            _nameOf = (saved, i) => $"arr_{places.GetValueOrDefault(saved.Variables[i], -1)}";
            return;
        }

        _nameOf = (saved, i) => saved.Variables[i].Path;
    }

    public string FileName { get; }

    public IEnumerable<string> Paths => _groups?.Select(group => StateTree.ParentOf(group.Key)) ?? _arrays.Keys;

    public IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved) => _groups is null
        ? Enumerable.Range(0, saved.Variables.Count).Where(i => _arrays.ContainsKey(_nameOf(saved, i))).ToDictionary(i => $"{i}", i => _arrays[_nameOf(saved, i)])
        : _groups[saved.Group].ToDictionary(name => name[(saved.Group.Length + 1)..], name => _arrays[name]);

    /// <summary>The arrays of a model by their paths, in the order in which Keras saves them.</summary>
    internal static IEnumerable<(string Name, TensorData Value)> Of(Model model) =>
        from saved in StateTree.Of(model)
        from i in Enumerable.Range(0, saved.Variables.Count)
        select ($"{saved.Group}/{i}", saved.ValueOf(i));
}
