namespace KerasNet.Layers;

/// <summary>Says what a weight's first values are.</summary>
/// <remarks>Names convert by themselves: <c>kernelInitializer: "he_normal"</c>.</remarks>
public abstract class Initializer
{
    private static readonly Dictionary<string, string> s_aliases = new()
    {
        ["zero"] = nameof(Zeros),
    };

    /// <summary>The initializer with this name and its default arguments.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator Initializer(string name) => Registry<Initializer>.Create(name, "initializer", s_aliases);

    /// <summary>The values for a weight.</summary>
    /// <param name="shape">The weight's dimensions.</param>
    /// <param name="dtype">The weight's dtype.</param>
    public abstract TensorData Initialize(Shape shape, DType dtype = DType.Float32);
}
