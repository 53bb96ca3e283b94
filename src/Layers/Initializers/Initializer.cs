namespace KerasNet.Layers;

/// <summary>Says what a weight's first values are.</summary>
/// <remarks>Names convert by themselves: <c>kernelInitializer: "he_normal"</c>. One of your own overrides <see cref="Initialize"/>.</remarks>
public abstract class Initializer
{
    private static readonly Dictionary<string, string> s_aliases = new()
    {
        ["zero"] = nameof(Zeros),
        ["one"] = nameof(Ones),
        ["normal"] = nameof(RandomNormal),
        ["uniform"] = nameof(RandomUniform),
        ["IdentityInitializer"] = "Identity",
        ["OrthogonalInitializer"] = nameof(Orthogonal),
        ["STFTInitializer"] = nameof(STFT),
    };

    /// <summary>The initializer with this name and its default arguments.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator Initializer(string name) => Registry<Initializer>.Create(name, "initializer", s_aliases);

    /// <summary>The values for a weight.</summary>
    /// <param name="shape">The weight's dimensions.</param>
    /// <param name="dtype">The weight's dtype.</param>
    public abstract TensorData Initialize(Shape shape, DType dtype = DType.Float32);

    /// <summary>An initializer with the same arguments for another weight: where no seed is given, its draws are others.</summary>
    internal virtual Initializer Another() => this;

    /// <summary>How many numbers go into one output and how many outputs a number goes into, by which scaled initializers choose their width.</summary>
    /// <remarks>
    /// Rank 0: 1 and 1; rank 1: n and n; rank 2: the dimensions; above: the last two, times the size of the window that the leading ones span.
    /// </remarks>
    /// <param name="shape">The weight's dimensions.</param>
    /// <param name="inputAxes">The axes that are inputs; counted only if outputAxes are given too.</param>
    /// <param name="outputAxes">The axes that are outputs; counted only if inputAxes are given too.</param>
    internal static (long In, long Out) ComputeFans(Shape shape, IReadOnlyList<int>? inputAxes = null, IReadOnlyList<int>? outputAxes = null)
    {
        if (inputAxes is not null && outputAxes is not null)
            return (Product(inputAxes.Select(axis => shape[shape.Axis(axis)])), Product(outputAxes.Select(axis => shape[shape.Axis(axis)])));
        if (shape.Rank < 2)
            return shape.Rank == 0 ? (1, 1) : (shape[0], shape[0]);
        long window = Product(shape.Take(shape.Rank - 2));
        return (shape[^2] * window, shape[^1] * window);
    }

    private static long Product(IEnumerable<int> sizes) => sizes.Aggregate(1L, (product, size) => product * size);
}
