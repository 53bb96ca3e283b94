using System.Reflection;
using KerasNet.Saving;

namespace KerasNet.Layers;

/// <summary>Finds the classes of a family (losses, initializers, …) by the names that Keras takes: the class name and its snake case.</summary>
/// <remarks>Our classes are found by themselves; a user's class by <see cref="CustomObjects"/>, or as marked with <see cref="KerasSerializableAttribute"/>.</remarks>
internal static class Registry<T>
    where T : class
{
    private static readonly Lazy<Dictionary<string, Type>> s_own = new(() =>
    {
        Dictionary<string, Type> types = new(StringComparer.Ordinal);
        foreach (Type type in typeof(T).Assembly.GetTypes())
        {
            if (!type.IsSubclassOf(typeof(T)) || type.IsAbstract || !type.IsPublic)
                continue;
            types[Naming.ClassName(type)] = type;
            types.TryAdd(Naming.SnakeCase(Naming.ClassName(type)), type);
        }

        return types;
    });

    /// <summary>All names by which a class of ours can be had.</summary>
    internal static IEnumerable<string> Names => s_own.Value.Keys;

    /// <summary>The class with this name, or null.</summary>
    internal static Type? Find(string name) =>
        CustomObjects.FindType(name, typeof(T)) ?? s_own.Value.GetValueOrDefault(name);

    /// <summary>An object of the named class with its default arguments.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    /// <param name="kind">What the family is called in messages.</param>
    /// <param name="aliases">Other names, each for a class name.</param>
    internal static T Create(string name, string kind, IReadOnlyDictionary<string, string>? aliases = null)
    {
        string target = aliases is not null && aliases.TryGetValue(name, out string? full) ? full : name;
        Type type = Find(target) ?? throw Naming.Unknown(kind, name, Names.Concat(aliases?.Keys ?? []).Where(n => n == n.ToLowerInvariant()));
        foreach (ConstructorInfo constructor in type.GetConstructors())
        {
            ParameterInfo[] parameters = constructor.GetParameters();
            if (parameters.All(parameter => parameter.HasDefaultValue))
                return (T)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. parameters.Select(parameter => Type.Missing)], null);
        }

        throw new ArgumentException($"The {kind} '{name}' needs arguments; pass an object, for example new {type.Name}(…).");
    }
}
