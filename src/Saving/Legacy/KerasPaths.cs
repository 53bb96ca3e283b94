using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>The paths that weights have in Python's Keras: a Sequential puts its name before those of its layers, a functional model does not.</summary>
internal static class KerasPaths
{
    /// <summary>The paths of all weights of a model.</summary>
    internal static Dictionary<Variable, string> Of(Model model)
    {
        Dictionary<Variable, string> paths = [];
        Visit(model, "", paths);
        return paths;
    }

    /// <summary>The path of a variable of an optimizer, which may have the path of a weight in its name: <c>adam/sequential_dense_kernel_momentum</c>.</summary>
    internal static string OfState(Variable state, Dictionary<Variable, string> paths)
    {
        foreach ((Variable weight, string path) in paths)
            if (state.Name.StartsWith($"{Flat(weight.Path)}_", StringComparison.Ordinal))
                return $"{state.Owner}/{Flat(path)}{state.Name[weight.Path.Length..]}";
        return state.Path;
    }

    private static string Flat(string path) => path.Replace('/', '_');

    private static void Visit(Layer layer, string prefix, Dictionary<Variable, string> paths)
    {
        foreach (Variable weight in layer.OwnWeights)
            paths.TryAdd(weight, prefix + weight.Path);
        string inner = layer is Sequential ? $"{layer.Name}/" : layer is Model ? "" : prefix;
        foreach (Layer sublayer in layer.Sublayers)
            Visit(sublayer, inner, paths);
    }
}
