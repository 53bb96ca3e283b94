using System.Reflection;

namespace KerasNet.Saving;

/// <summary>Copies of our objects with fresh weights: what was given to the constructor is given to another one.</summary>
/// <remarks>As when an object is saved and read, but in memory: functions, and classes that nobody registered, are no obstacle.</remarks>
internal static class ObjectCopy
{
    /// <summary>A copy of an object.</summary>
    /// <param name="original">The object.</param>
    /// <param name="changes">Arguments of the constructor that get another value in the copy.</param>
    /// <exception cref="ConfigException">The constructor takes something that is not a public property.</exception>
    internal static T Of<T>(T original, params (string Argument, object? Value)[] changes)
        where T : class
    {
        Type type = original.GetType();
        ConstructorInfo constructor = ObjectConfig.Constructor(type);
        object?[] arguments = [.. constructor.GetParameters().Select(parameter =>
            changes.FirstOrDefault(change => change.Argument == parameter.Name) is { Argument: not null } change
                ? change.Value
                : OfValue(ObjectConfig.Source(type, parameter.Name!).GetValue(original)))];
        object copy = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        HashSet<string> given = new(constructor.GetParameters().Select(parameter => parameter.Name!), StringComparer.OrdinalIgnoreCase);
        foreach (PropertyInfo property in ObjectConfig.Settable(type).Where(property => !given.Contains(property.Name)))
            property.SetMethod!.Invoke(copy, BindingFlags.DoNotWrapExceptions, null, [OfValue(property.GetValue(original))], null);
        return (T)copy;
    }

    private static object? OfValue(object? value) => value switch
    {
        ActivationFunction { Layer: { } layer } => (ActivationFunction)Of(layer),
        IReadOnlyList<Layer> layers => Array(layers),
        not null when ConfigFamily.Containing(value.GetType()) is not null => Of(value),
        _ => value,
    };

    /// <summary>Copies in an array of the list's own element type, which a constructor takes.</summary>
    private static Array Array(IReadOnlyList<Layer> layers)
    {
        Type element = layers.GetType().GetInterfaces()
            .First(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)).GetGenericArguments()[0];
        Array copies = System.Array.CreateInstance(element, layers.Count);
        for (int i = 0; i < layers.Count; i++)
            copies.SetValue(Of(layers[i]), i);
        return copies;
    }
}
