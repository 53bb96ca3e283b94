using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Saving;

/// <summary>All of a model that has weights, with Keras' paths: the same walk writes files and reads them.</summary>
/// <remarks>
/// The layers of a model stand at <c>layers/</c> under the snake-case names of their classes, counted from the second of a class on, whatever their own names.
/// What else an object is made of stands under the name of the attribute that holds it, private ones last. What is met twice is saved where it is met first.
/// </remarks>
internal static class StateTree
{
    private const string Layers = "layers";
    private const string Optimizer = "optimizer";

    /// <summary>The objects in the order in which Keras saves them, the model first; its optimizer is among them where it has been compiled.</summary>
    /// <param name="model">The model.</param>
    /// <param name="skipped">Objects to leave out, with all that they are made of.</param>
    internal static IReadOnlyList<SavedObject> Of(Model model, IEnumerable<object>? skipped = null)
    {
        List<SavedObject> found = [];
        Visit(model, "", found, new(skipped ?? [], ReferenceEqualityComparer.Instance));
        return found;
    }

    internal static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";

    /// <summary>The part of a path before its last name.</summary>
    internal static string ParentOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private static void Visit(object owner, string path, List<SavedObject> found, HashSet<object> visited)
    {
        if (!visited.Add(owner))
            return;
        found.Add(owner switch
        {
            Layer layer => new(path, layer.Name, layer, layer.OwnWeights),
            Optimizer optimizer => new(path, optimizer.Name, optimizer, optimizer.Variables),
            _ => throw new ArgumentException($"{owner.GetType().Name} has no weights.", nameof(owner)),
        });
        if (owner is Model { HasLayerList: true } model)
            VisitAll(model.Layers.Where(layer => layer is not SavedOperation), Join(path, Layers), found, visited);
        foreach ((string attribute, object value) in Attributes(owner).OrderBy(pair => pair.Key.StartsWith('_')).ThenBy(pair => pair.Key, StringComparer.Ordinal))
            if (value is object[] several)
                VisitAll(several, Join(path, attribute), found, visited);
            else
                Visit(value, Join(path, attribute), found, visited);
    }

    /// <summary>Objects of a list, by the names of their classes: <c>dense</c>, <c>dense_1</c>…; lists in the list are <c>container</c>, <c>container_1</c>….</summary>
    private static void VisitAll(IEnumerable<object> items, string path, List<SavedObject> found, HashSet<object> visited)
    {
        Dictionary<string, int> counts = [];
        foreach (object item in items)
        {
            object[]? list = item as object[];
            string name = list is null ? ClassKey(item) : "container";
            int count = counts[name] = counts.GetValueOrDefault(name, -1) + 1;
            string place = Join(path, count == 0 ? name : $"{name}_{count}");
            if (list is not null)
                VisitAll(list, place, found, visited);
            else
                Visit(item, place, found, visited);
        }
    }

    private static string ClassKey(object item) => item.GetType() == typeof(Model) ? "functional" : Naming.SnakeCase(Naming.ClassName(item.GetType()));

    private static IEnumerable<KeyValuePair<string, object>> Attributes(object owner)
    {
        IEnumerable<KeyValuePair<string, object>> attributes = owner is Layer layer ? layer.SavedAttributes : StateAttributes.Of(owner, _ => true);
        return owner is Model { IsCompiled: true } model ? attributes.Append(new(Optimizer, model.Optimizer)) : attributes;
    }
}
