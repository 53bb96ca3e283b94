using System.Globalization;
using KerasNet.Optimizers;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>The weights in a <c>.keras</c> archive of Keras 2: the tree of Keras 3 with some other names, and optimizers that do not keep their learning rate.</summary>
/// <param name="file">The file of weights.</param>
/// <param name="inner">The same, read as Keras 3 writes it.</param>
internal sealed class Keras2Weights(Hdf5File file, Hdf5Weights inner) : IStoredWeights
{
    private const string Layers = "layers";
    private const string FirstLayers = "_layer_checkpoint_dependencies";

    public string FileName => inner.FileName;

    // Metrics are in these files too, and no reader needs them.
    public IEnumerable<string> Paths => inner.Paths.Where(path => !path.StartsWith("metrics", StringComparison.Ordinal));

    public IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved)
    {
        IReadOnlyDictionary<string, StoredArray>? arrays = inner.Of(saved with { Path = Place(saved.Path) });
        return saved.Owner is Optimizer { Built: true } optimizer && arrays is not null
            && Ordered(arrays) is { } ordered && LegacyOptimizer.Pair(optimizer, ordered) is { } pairs
            ? OfOptimizer(saved.Variables, pairs)
            : arrays;
    }

    /// <summary>Where an object is in this file. The first archives called <c>layers</c> otherwise, and an attribute may be private: <c>_query_dense</c>.</summary>
    private string Place(string path)
    {
        Hdf5Group? at = file.Root;
        List<string> names = [];
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string? found = Array.Find([name, $"_{name}", name == Layers ? FirstLayers : name], other => at?.Contains(other) == true);
            names.Add(found ?? name);
            at = found is null ? null : at!.Find(found) as Hdf5Group;
        }

        return string.Join('/', names);
    }

    private static StoredArray[]? Ordered(IReadOnlyDictionary<string, StoredArray> arrays)
    {
        StoredArray?[] ordered = [.. Enumerable.Range(0, arrays.Count).Select(i => arrays.GetValueOrDefault(i.ToString(CultureInfo.InvariantCulture)))];
        return ordered.Contains(null) ? null : [.. ordered.Select(array => array!)];
    }

    /// <summary>The arrays by the places of the variables; a variable that the file does not have gets what it has already.</summary>
    private static Dictionary<string, StoredArray> OfOptimizer(IReadOnlyList<Variable> variables, IReadOnlyList<(Variable Variable, StoredArray Array)> pairs)
    {
        Dictionary<Variable, StoredArray> found = pairs.ToDictionary(pair => pair.Variable, pair => pair.Array);
        return variables.Select((variable, i) => (variable, i)).ToDictionary(
            pair => pair.i.ToString(CultureInfo.InvariantCulture),
            pair => found.GetValueOrDefault(pair.variable) ?? new Kept(pair.variable.Shape));
    }

    /// <summary>In place of an array that a file does not have.</summary>
    private sealed class Kept(Shape shape) : StoredArray
    {
        internal override IReadOnlyList<long>? Shape { get; } = [.. shape.Select(size => (long)size)];

        internal override string? Problem => null;

        internal override void CopyTo(TensorData target)
        {
        }
    }
}
