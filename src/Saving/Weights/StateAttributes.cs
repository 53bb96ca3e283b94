using System.Collections;
using System.Reflection;
using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Saving;

/// <summary>The attributes of an object that hold objects with weights, as Keras finds them by looking through all attributes of a Python object.</summary>
/// <remarks>
/// Here it is fields, those of properties included, by their names in snake case without a leading underscore: <c>Block1</c> and <c>_block1</c> are Python's
/// <c>self.block1</c>. A field may hold a layer, an activation that is a layer, or a list or dictionary of them.
/// </remarks>
internal static class StateAttributes
{
    private static readonly Type[] s_ends = [typeof(Layer), typeof(Model), typeof(Sequential), typeof(Optimizer), typeof(object)];

    /// <summary>The attributes of a layer that hold sublayers of it. Sublayers that no field holds make up the attribute <c>layers</c>.</summary>
    internal static IEnumerable<KeyValuePair<string, object>> Of(Layer layer)
    {
        HashSet<object> sublayers = new(layer is Model { HasLayerList: true } ? [] : layer.Sublayers, ReferenceEqualityComparer.Instance);
        KeyValuePair<string, object>[] held = [.. Of(layer, sublayers.Contains)];
        foreach ((_, object value) in held)
            sublayers.ExceptWith(Flat(value));
        return sublayers.Count == 0 ? held : held.Append(new("layers", layer.Sublayers.Where(sublayers.Contains).ToArray()));
    }

    /// <summary>The attributes of an object that hold what counts as a part of it.</summary>
    internal static IEnumerable<KeyValuePair<string, object>> Of(object owner, Func<object, bool> isPart)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        HashSet<string> names = [];
        for (Type type = owner.GetType(); !s_ends.Contains(type); type = type.BaseType!)
            foreach (FieldInfo field in type.GetFields(own))
                if (Parts(field.GetValue(owner), isPart, depth: 0) is { } parts && names.Add(Name(field)))
                    yield return new(Name(field), parts);
    }

    /// <summary>Layers at attributes that are called like their classes.</summary>
    internal static IEnumerable<KeyValuePair<string, object>> ByClass(IEnumerable<Layer> layers) =>
        layers.Select(layer => KeyValuePair.Create<string, object>(Naming.SnakeCase(Naming.ClassName(layer.GetType())), layer));

    /// <summary>The part that a value is, or the list of parts that it holds; null for neither.</summary>
    private static object? Parts(object? value, Func<object, bool> isPart, int depth)
    {
        const int mostDepth = 8;
        switch (value)
        {
            case ActivationFunction { Layer: { } layer }:
                return Parts(layer, isPart, depth);
            case Layer or Optimizer:
                return isPart(value) ? value : null;
            case IDictionary map:
                return Parts(map.Values, isPart, depth);
            case ICollection items when depth < mostDepth:
                object[] parts = [.. items.Cast<object?>().Select(item => Parts(item, isPart, depth + 1)).OfType<object>()];
                return parts.Length == 0 ? null : parts;
            default:
                return null;
        }
    }

    private static IEnumerable<object> Flat(object value) => value is object[] list ? list.SelectMany(Flat) : [value];

    /// <summary>Of <c>_block1</c>, of the compiler's field for the property <c>Block1</c> and of that for the parameter <c>block1</c>: <c>block1</c>.</summary>
    private static string Name(FieldInfo field)
    {
        int end = field.Name.IndexOf('>', StringComparison.Ordinal);
        return Naming.SnakeCase((end > 0 ? field.Name[1..end] : field.Name).TrimStart('_'));
    }
}
