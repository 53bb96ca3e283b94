using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace KerasNet.Saving;

/// <summary>Classes and functions of your own by the names under which model files know them.</summary>
/// <remarks>
/// <para>Handed to <see cref="Model.Load"/>, or registered for the whole process with <see cref="Register{T}"/> and <see cref="Registered"/>:
/// <c>new CustomObjects { { "Pkg&gt;Scale", typeof(Scale) }, { "Pkg&gt;double_tanh", x => 2 * Ops.Tanh(x) } }</c>.
/// A class with <see cref="KerasSerializableAttribute"/> needs neither.</para>
/// <para>Keras: <c>custom_objects</c>, <c>keras.saving.register_keras_serializable</c>. One thread fills a collection; any number may read it.</para>
/// </remarks>
public sealed class CustomObjects : IEnumerable<KeyValuePair<string, object>>
{
    private const char PackageEnd = '>';

    private static readonly ConcurrentDictionary<Assembly, (string Name, Type Type)[]> s_marked = [];

    // Under which name a class was found, so that what was loaded is saved under the same.
    private static readonly ConcurrentDictionary<Type, string> s_found = [];

    [ThreadStatic]
    private static CustomObjects? t_given;

    private readonly ConcurrentDictionary<string, object> _objects = new(StringComparer.Ordinal);

    /// <summary>What every file of this process may name.</summary>
    public static CustomObjects Registered { get; } = [];

    /// <summary>Registers a class for every file of this process.</summary>
    /// <param name="name">Its name in files, for example <c>Pkg&gt;Scale</c>; that of its <see cref="KerasSerializableAttribute"/>, or its own, if not given.</param>
    public static void Register<T>(string? name = null)
        where T : class => Registered.Add(name ?? NameOf(typeof(T)), typeof(T));

    /// <summary>Adds a class: a layer, loss, metric, optimizer, initializer, regularizer or constraint.</summary>
    /// <param name="name">Its name in files.</param>
    /// <param name="type">The class.</param>
    /// <exception cref="ArgumentException">Files hold no objects of such a class.</exception>
    public void Add(string name, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.IsAbstract || ConfigFamily.Containing(type) is null)
            throw new ArgumentException(
                $"'{name}': a model file holds no objects of the class {type.Name}. "
                + $"Expected a class that derives from {string.Join(", ", ConfigFamily.All.Select(family => family.Base.Name))}.",
                nameof(type));
        Set(name, type);
    }

    /// <summary>Adds an activation.</summary>
    /// <param name="name">Its name in files.</param>
    /// <param name="function">The function.</param>
    public void Add(string name, Func<KerasTensor, KerasTensor> function) => Set(name, function);

    /// <summary>Adds a loss or metric that is a function of (yTrue, yPred).</summary>
    /// <param name="name">Its name in files.</param>
    /// <param name="function">The function.</param>
    public void Add(string name, Func<KerasTensor, KerasTensor, KerasTensor> function) => Set(name, function);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _objects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether a name has a package, so that it means no class of Keras' own.</summary>
    internal static bool IsCustom(string name) => name.Contains(PackageEnd, StringComparison.Ordinal);

    /// <summary>The class with this name that fits, or null.</summary>
    /// <param name="name">The name in a file.</param>
    /// <param name="family">What it must derive from.</param>
    internal static Type? FindType(string name, Type family)
    {
        if (Find(name) is Type type && type.IsAssignableTo(family))
        {
            s_found[type] = name;
            return type;
        }

        return IsCustom(name) ? Marked().FirstOrDefault(marked => marked.Name == name && marked.Type.IsAssignableTo(family)).Type : null;
    }

    /// <summary>The function with this name, or null.</summary>
    internal static T? FindFunction<T>(string name)
        where T : Delegate => Find(name) as T;

    /// <summary>The name under which a class of a user's is saved.</summary>
    internal static string NameOf(Type type) =>
        NameOf((object)type) ?? type.GetCustomAttribute<KerasSerializableAttribute>()?.Of(type) ?? s_found.GetValueOrDefault(type) ?? Naming.ClassName(type);

    /// <summary>The name under which a function was registered, or null.</summary>
    internal static string? NameOf(object registered) =>
        (t_given?._objects ?? []).Concat(Registered._objects).FirstOrDefault(pair => pair.Value.Equals(registered)).Key;

    /// <summary>Lets these be found on this thread until the result is disposed.</summary>
    internal static Scope Use(CustomObjects? given)
    {
        Scope scope = new(t_given);
        t_given = given ?? t_given;
        return scope;
    }

    private static object? Find(string name) =>
        t_given?._objects.TryGetValue(name, out object? found) == true || Registered._objects.TryGetValue(name, out found) ? found : null;

    /// <summary>The marked classes of all assemblies that know this library.</summary>
    private static IEnumerable<(string Name, Type Type)> Marked()
    {
        string here = typeof(CustomObjects).Assembly.GetName().Name!;
        return AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .SelectMany(assembly => s_marked.GetOrAdd(assembly, one => one.GetReferencedAssemblies().Any(name => name.Name == here)
                ? [.. Types(one).Select(type => (type.GetCustomAttribute<KerasSerializableAttribute>()?.Of(type)!, type)).Where(pair => pair.Item1 is not null)]
                : []));
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private void Set(string name, object value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        _objects[name] = value;
    }

    /// <summary>Ends <see cref="Use"/>.</summary>
    internal readonly struct Scope(CustomObjects? before) : IDisposable
    {
        public void Dispose() => t_given = before;
    }
}
