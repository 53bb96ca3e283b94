using KerasNet.Callbacks;
using KerasNet.Optimizers;

namespace KerasNet.Saving;

/// <summary>Gives the objects of a model the weights of a file, whatever its format: what fits is found out before the first weight is changed.</summary>
internal static class WeightsReader
{
    private const int MostPathsShown = 20;

    /// <summary>Reads weights.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model, which must have been built.</param>
    /// <param name="skipMismatch">Whether objects that do not fit are left as they are, with a warning.</param>
    /// <param name="skipped">Objects that are left as they are, with all that they are made of.</param>
    /// <param name="notes">Receives what the file has and the model does not take.</param>
    /// <exception cref="WeightsException">The file does not fit the model, which stays as it was.</exception>
    internal static void Read(IStoredWeights file, Model model, bool skipMismatch, IReadOnlyCollection<object>? skipped = null, ConfigNotes? notes = null)
    {
        CheckBuilt(model);
        BuildOptimizers(file, StateTree.Of(model, skipped));
        Read(file, model, StateTree.Of(model, skipped), skipMismatch, notes);
    }

    /// <exception cref="InvalidOperationException">The model has not been built.</exception>
    internal static void CheckBuilt(Model model)
    {
        if (!model.Built)
            throw new InvalidOperationException(
                $"Model '{model.Name}' has no weights yet, so none can be loaded. Build it first: start it with an Input, or call it on data.");
    }

    /// <summary>The same of objects that a file keeps in another order than a model's own.</summary>
    internal static void Read(IStoredWeights file, Model model, IReadOnlyList<SavedObject> objects, bool skipMismatch, ConfigNotes? notes)
    {
        List<(Variable Variable, StoredArray Array)> fitting = [];
        List<string> problems = [];
        HashSet<string> taken = [];
        bool lacksObjects = false;
        foreach (SavedObject saved in objects)
        {
            taken.Add(saved.Path);
            IReadOnlyDictionary<string, StoredArray> arrays = file.Of(saved) ?? new Dictionary<string, StoredArray>();
            if (saved.Owner is Optimizer && arrays.Count == 0)
                continue;
            string[] found = [.. Problems(saved, arrays)];
            if (found.Length == 0)
                fitting.AddRange(saved.Variables.Select((variable, i) => (variable, arrays[$"{i}"])));
            else if (saved.Owner is Optimizer)
                Messages.Warn($"The state of the optimizer in '{file.FileName}' is not taken, training goes on without it: {WeightsException.Listed(found)}.");
            else
                problems.AddRange(found);
            lacksObjects |= found.Length > 0 && arrays.Count == 0;
        }

        if (problems.Count > 0 && !skipMismatch)
            throw new WeightsException(file.FileName, model.Name, problems, lacksObjects ? [.. file.Paths.Take(MostPathsShown)] : []);
        if (problems.Count > 0)
            Messages.Warn($"Not all weights of '{file.FileName}' fit model '{model.Name}'; these stay as they are: {WeightsException.Listed(problems)}.");
        foreach ((Variable variable, StoredArray array) in fitting)
            array.CopyTo(variable.Value);
        HashSet<Variable> read = [.. fitting.Select(pair => pair.Variable)];
        foreach (Layers.Layer layer in objects.Select(saved => saved.Owner).OfType<Layers.Layer>())
            layer.ForgetUpdates(read);
        foreach (string path in notes is null ? [] : file.Paths.Where(path => !taken.Contains(path)))
            notes!.Add($"the weights at '{path}'");
    }

    /// <summary>Makes the slots of optimizers that have not trained yet, where the file has more than an optimizer keeps without slots.</summary>
    private static void BuildOptimizers(IStoredWeights file, IReadOnlyList<SavedObject> objects)
    {
        foreach (Model model in objects.Select(saved => saved.Owner).OfType<Model>().Where(model => model.IsCompiled && !model.Optimizer.Built))
            if (objects.FirstOrDefault(saved => saved.Owner == model.Optimizer) is { } saved && file.Of(saved) is { } arrays && arrays.Count > saved.Variables.Count)
                model.Optimizer.Build(model.TrainableWeights);
    }

    /// <summary>What keeps an object from taking its arrays.</summary>
    private static IEnumerable<string> Problems(SavedObject saved, IReadOnlyDictionary<string, StoredArray> arrays)
    {
        int wanted = saved.Variables.Count;
        if (arrays.Count == 0 && wanted > 0)
            return [$"{saved} has no weights in the file [{saved.Path}]"];
        if (arrays.Count != wanted)
            return [$"{saved}: {arrays.Count} {(arrays.Count == 1 ? "weight" : "weights")} in the file, {wanted} in the model{Names(saved)} [{saved.Path}]"];
        return saved.Variables.Select((variable, i) => arrays.TryGetValue($"{i}", out StoredArray? array)
                ? Problem(array, variable.Shape) is { } problem ? $"{saved}, {variable.Name}: {problem} [{saved.Group}/{i}]" : null
                : $"{saved}, {variable.Name}: there is no '{i}' among {string.Join(", ", arrays.Keys.Take(MostPathsShown))} [{saved.Group}]")
            .OfType<string>();
    }

    private static string? Problem(StoredArray array, Shape wanted) => array.Problem
        ?? (array.Shape is { } shape && shape.SequenceEqual(wanted.Select(size => (long)size)) ? null : $"the file has {Text(array.Shape)}, the model wants {wanted}");

    private static string Text(IReadOnlyList<long>? shape) => shape switch
    {
        null => "nothing",
        [var only] => $"({only},)",
        _ => $"({string.Join(", ", shape)})",
    };

    private static string Names(SavedObject saved) => saved switch
    {
        { Owner: Layers.Layer { Built: false } } => ", where it is not built yet: call the model on data first",
        { Owner: Optimizer } or { Variables.Count: 0 } => "",
        _ => $" ({string.Join(", ", saved.Variables.Select(variable => variable.Name))})",
    };
}
