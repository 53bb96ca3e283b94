using System.Text;

namespace KerasNet.Data;

/// <summary>A value in a pickle: None, a bool, a number, a text, bytes, a list, a tuple, a dictionary, or an array of NumPy with what it is made of.</summary>
internal readonly struct PickleValue
{
    private static readonly object s_integer = new(), s_float = new(), s_bool = new();

    private readonly object? _object;
    private readonly long _bits;

    private PickleValue(object? value, long bits)
    {
        _object = value;
        _bits = bits;
    }

    internal static PickleValue None => default;

    internal static PickleValue Of(long number) => new(s_integer, number);

    internal static PickleValue Of(double number) => new(s_float, BitConverter.DoubleToInt64Bits(number));

    internal static PickleValue Of(bool value) => new(s_bool, value ? 1 : 0);

    internal static PickleValue Of(PickleGlobal value) => new(value, 0);

    /// <summary>
    /// A text, <see cref="PickleBytes"/>, a <see cref="PickleList"/>, a tuple as an array, a dictionary, a <see cref="PickleArray"/> or a <see cref="PickleType"/>.
    /// </summary>
    internal static PickleValue Of(object value) => new(value, 0);

    internal bool IsNone => _object is null;

    internal bool IsInteger => ReferenceEquals(_object, s_integer);

    /// <summary>The number, of which <see cref="IsInteger"/> is known.</summary>
    internal long Integer => _bits;

    /// <summary>The whole number, or null.</summary>
    internal long? AsInteger() => IsInteger ? _bits : null;

    /// <summary>The bool, or the whole number 0 or 1 that older writers give in its place; null for all else.</summary>
    internal bool? AsBool() => (ReferenceEquals(_object, s_bool) || IsInteger) && _bits is 0 or 1 ? _bits == 1 : null;

    /// <summary>The floating-point number, or null.</summary>
    internal double? AsFloat() => ReferenceEquals(_object, s_float) ? BitConverter.Int64BitsToDouble(_bits) : null;

    /// <summary>The object, or null if it is another.</summary>
    internal T? As<T>()
        where T : class => _object as T;

    internal PickleGlobal? AsGlobal() => _object as PickleGlobal?;

    /// <summary>The text, of at most so many bytes; Python 2 wrote texts as bytes. Null for all else.</summary>
    internal string? AsText(int most) => _object switch
    {
        string text when text.Length <= most => text,
        PickleBytes bytes when bytes.Content.Length <= most => Encoding.UTF8.GetString(bytes.Content.Span),
        _ => null,
    };

    /// <summary>A list of whole numbers of 32 bits, seen in place, or an array of them; null for all else.</summary>
    internal ReadOnlyMemory<int>? AsNumbers() => _object switch
    {
        PickleList list => list.Numbers,
        PickleArray { Filled: { Objects: null, Shape.Length: 1, Type.Kind: 'i' or 'u' } } array => array.Numbers,
        _ => null,
    };

    /// <summary>What it is, for messages.</summary>
    internal string Describe() => _object switch
    {
        null => "None",
        string or PickleBytes => "a text",
        PickleList => "a list",
        PickleValue[] => "a tuple",
        Dictionary<string, PickleValue> => "a dictionary",
        PickleArray => "an array",
        PickleType => "a dtype",
        PickleGlobal => "a name",
        _ when IsInteger => "a whole number",
        _ => ReferenceEquals(_object, s_bool) ? "a bool" : "a number",
    };
}

/// <summary>Bytes, seen in the pickle itself.</summary>
internal sealed record PickleBytes(ReadOnlyMemory<byte> Content);

/// <summary>An element type; its byte order comes with its state.</summary>
internal sealed record PickleType(string Name)
{
    internal NumpyType? Complete { get; set; }
}

/// <summary>An array, null until its state comes.</summary>
internal sealed class PickleArray
{
    private int[]? _numbers;

    internal NumpyArray? Filled { get; set; }

    /// <summary>The elements of an array of whole numbers, converted once: one array may stand in many places.</summary>
    internal int[] Numbers => _numbers ??= Filled!.ToInts();
}
