namespace KerasNet.Layers;

/// <summary>
/// Keras' name of a class or argument that has to have another one here: two classes of Keras' different modules share it, or a property would be called like
/// its class.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
internal sealed class KerasNameAttribute(string name) : Attribute
{
    /// <summary>The name in Keras and in saved files.</summary>
    internal string Name { get; } = name;
}
