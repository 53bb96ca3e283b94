namespace KerasNet.Layers;

/// <summary>
/// How much is added or cut at the two ends of each space axis, where Keras takes a number, one per axis, or a pair per axis: <c>1</c>, <c>(1, 2)</c>, <c>((1,
/// 0), (0, 2))</c>.
/// </summary>
public sealed class Margins
{
    private readonly int? _everywhere;
    private readonly int[][] _parts;

    private Margins(int? everywhere, int[][] parts)
    {
        _everywhere = everywhere;
        _parts = parts;
    }

    /// <summary>The same at all ends of all axes.</summary>
    public static implicit operator Margins(int everywhere) => new(everywhere, []);

    /// <summary>For each axis one number for both ends, or a pair; on one axis the two ends.</summary>
    public static implicit operator Margins(int[][] parts) => new(null, parts);

    /// <summary>On one axis its two ends; on two axes one number for both ends of each.</summary>
    public static implicit operator Margins((int First, int Second) parts) => new(null, [[parts.First], [parts.Second]]);

    /// <summary>One number for both ends of each of three axes.</summary>
    public static implicit operator Margins((int First, int Second, int Third) parts) => new(null, [[parts.First], [parts.Second], [parts.Third]]);

    /// <summary>The two ends of each of two axes.</summary>
    public static implicit operator Margins(((int Low, int High) First, (int Low, int High) Second) parts) =>
        new(null, [[parts.First.Low, parts.First.High], [parts.Second.Low, parts.Second.High]]);

    /// <summary>The two ends of each of three axes.</summary>
    public static implicit operator Margins(((int Low, int High) First, (int Low, int High) Second, (int Low, int High) Third) parts) =>
        new(null, [[parts.First.Low, parts.First.High], [parts.Second.Low, parts.Second.High], [parts.Third.Low, parts.Third.High]]);

    /// <summary>The two ends of so many axes.</summary>
    /// <exception cref="ArgumentException">The form does not fit the number of axes, or a number is negative.</exception>
    internal (int Low, int High)[] Over(int axes, string argument, Layer layer)
    {
        if (_everywhere is { } n)
            return [.. Enumerable.Repeat((NotNegative(n), NotNegative(n)), axes)];
        if (axes == 1 && _parts.Length == 2 && _parts.All(part => part.Length == 1))
            return [(NotNegative(_parts[0][0]), NotNegative(_parts[1][0]))];
        if (axes == 1 || _parts.Length != axes || _parts.Any(part => part.Length is not (1 or 2)))
            throw new ArgumentException(
                $"{layer}: {argument} must be one number, {(axes == 1 ? "or a pair" : $"{axes} numbers or {axes} pairs")}. Received: {this}.", argument);
        return [.. _parts.Select(part => (NotNegative(part[0]), NotNegative(part[^1])))];

        int NotNegative(int value) =>
            value >= 0 ? value : throw new ArgumentOutOfRangeException(argument, value, $"{layer}: {argument} must not be negative. Received: {this}.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        _everywhere is { } n
            ? n.ToString()
            : $"({string.Join(", ", _parts.Select(part => part.Length == 1 ? part[0].ToString() : $"({string.Join(", ", part)})"))})";
}
