namespace KerasNet.Saving;

/// <summary>Gives a class of your own the name under which model files know it: <c>package&gt;name</c>. It is found by that name without any further registration.</summary>
/// <remarks>
/// For layers, models, losses, metrics, optimizers, schedules, initializers, regularizers and constraints. With the same package and name on both sides, files go
/// to and from Python. Keras: <c>keras.saving.register_keras_serializable(package, name)</c>.
/// </remarks>
/// <param name="package">The package; Keras' default is <c>Custom</c>.</param>
/// <param name="name">The name in the package; the class's own if not given.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KerasSerializableAttribute(string package = "Custom", string? name = null) : Attribute
{
    /// <summary>The package.</summary>
    /// <value>Default: Custom.</value>
    public string Package { get; } = package;

    /// <summary>The name in the package.</summary>
    /// <value>Default: the class's own name.</value>
    public string? Name { get; } = name;

    /// <summary>The full name, for example <c>Pkg&gt;Scale</c>.</summary>
    internal string Of(Type type) => $"{Package}>{Name ?? Naming.ClassName(type)}";
}
