namespace KerasNet.Data;

/// <summary>Resizing along one axis: which old places a new place is made of, and with what weights.</summary>
/// <remarks>
/// <para>Places are compared at their centres: new place o lies at (o + ½)·size / newSize − ½ of the old ones. With antialiasing, kernels are stretched
/// where an axis shrinks, so that every old place counts. These are the rules of TensorFlow's image resizing.</para>
/// <para>Cubic: Keys, 1981, with −½, which reproduces parabolas; Mitchell and Netravali, 1988, with ⅓ and ⅓.</para>
/// </remarks>
internal sealed class ResamplingWeights
{
    /// <summary>The name of the method that takes the one old place nearest to a new one.</summary>
    internal const string Nearest = "nearest";

    private const string Area = "area";
    private const double Rounding = 1e-9;

    private static readonly Dictionary<string, (double Reach, Func<double, double> Weight)> s_kernels = new()
    {
        ["bilinear"] = (1, x => Math.Max(0, 1 - x)),
        ["bicubic"] = (2, x => Cubic(x, 0, 0.5)),
        ["mitchellcubic"] = (2, x => Cubic(x, 1 / 3.0, 1 / 3.0)),
        ["gaussian"] = (1.5, x => x >= 1.5 ? 0 : Math.Exp(-2 * x * x)),
        ["lanczos3"] = (3, x => Lanczos(x, 3)),
        ["lanczos5"] = (5, x => Lanczos(x, 5)),
    };

    private readonly int[] _firsts;
    private readonly double[][] _weights;

    private ResamplingWeights(int size, int newSize, Func<int, (int First, double[] Weights)> place)
    {
        Size = size;
        _firsts = new int[newSize];
        _weights = new double[newSize][];
        for (int o = 0; o < newSize; o++)
            (_firsts[o], _weights[o]) = place(o);
    }

    /// <summary>The names of the methods.</summary>
    internal static IEnumerable<string> Names => s_kernels.Keys.Append(Area).Append(Nearest);

    /// <summary>The number of old places.</summary>
    internal int Size { get; }

    /// <summary>The number of new places.</summary>
    internal int NewSize => _firsts.Length;

    /// <summary>Whether every place stays what it is.</summary>
    internal bool IsIdentity => NewSize == Size && !_weights.Where((weights, o) => weights[o - _firsts[o]] < 1 - Rounding).Any();

    /// <summary>The first old place that counts for a new one, and the weights from there on. They add up to 1.</summary>
    internal (int First, ReadOnlyMemory<double> Weights) this[int place] => (_firsts[place], _weights[place]);

    /// <summary>The weights for an axis.</summary>
    /// <param name="size">The old number of places, 1 or more.</param>
    /// <param name="newSize">The new number of places, 1 or more.</param>
    /// <param name="method">One of <see cref="Names"/>.</param>
    /// <param name="antialias">Whether kernels are stretched where the axis shrinks; without meaning for <c>nearest</c> and <c>area</c>.</param>
    internal static ResamplingWeights Of(int size, int newSize, string method, bool antialias = false)
    {
        double step = (double)size / newSize;
        return new(size, newSize, method switch
        {
            Nearest => o => (Math.Min((int)Math.Floor((o + 0.5) * step), size - 1), [1]),
            Area => o => Covered(o * step, Math.Min((o + 1) * step, size)),
            _ when s_kernels.TryGetValue(method, out (double Reach, Func<double, double> Weight) kernel) =>
                o => Kernel((o + 0.5) * step, size, antialias ? Math.Max(step, 1) : 1, kernel.Reach, kernel.Weight),
            _ => throw Naming.Unknown("interpolation", method, Names),
        });
    }

    /// <summary>The share of each old place in a stretch.</summary>
    private static (int First, double[] Weights) Covered(double from, double to)
    {
        int first = (int)Math.Floor(from);
        double[] weights = new double[(int)Math.Ceiling(to) - first];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (Math.Min(first + i + 1, to) - Math.Max(first + i, from)) / (to - from);
        return (first, weights);
    }

    /// <summary>Weights by distance from a centre, scaled to a sum of 1 over the places that exist.</summary>
    private static (int First, double[] Weights) Kernel(double centre, int size, double stretch, double reach, Func<double, double> weight)
    {
        int first = Math.Clamp((int)Math.Ceiling(centre - reach * stretch - 0.5), 0, size - 1);
        int last = Math.Clamp((int)Math.Floor(centre + reach * stretch - 0.5), first, size - 1);
        double[] weights = new double[last - first + 1];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] = weight(Math.Abs(first + i + 0.5 - centre) / stretch);
        for (int i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return (first, weights);
    }

    /// <summary>The family of cubics of Mitchell and Netravali; b = 0 and c = ½ is Keys' cubic.</summary>
    private static double Cubic(double x, double b, double c) =>
        x < 1 ? (((12 - 9 * b - 6 * c) * x - (18 - 12 * b - 6 * c)) * x * x + (6 - 2 * b)) / 6
        : x < 2 ? (((-b - 6 * c) * x + (6 * b + 30 * c)) * x * x - (12 * b + 48 * c) * x + (8 * b + 24 * c)) / 6
        : 0;

    private static double Lanczos(double x, double reach) =>
        x >= reach ? 0
        : x == 0 ? 1
        : reach * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / reach) / (Math.PI * Math.PI * x * x);
}
