namespace KerasNet;

/// <summary>The type of a tensor's elements.</summary>
public enum DType
{
    /// <summary>32-bit IEEE floating point: weights, activations, gradients. The default everywhere.</summary>
    Float32,

    /// <summary>64-bit IEEE floating point, used to check gradients by numeric derivatives.</summary>
    Float64,

    /// <summary>32-bit signed integer: indices, labels, random bits.</summary>
    Int32,

    /// <summary>64-bit signed integer: counters.</summary>
    Int64,

    /// <summary>One byte per element, 0 or 1: masks and comparisons.</summary>
    Bool,

    /// <summary>8-bit unsigned integer: image pixels.</summary>
    UInt8,

    /// <summary>Text: data for layers that make numbers of it, before a model's program runs. No program computes with it.</summary>
    String,
}

/// <summary>Facts about <see cref="DType"/> values.</summary>
public static class DTypes
{
    /// <summary>The size of one element in bytes.</summary>
    /// <exception cref="NotSupportedException">The type is <see cref="DType.String"/>, whose elements have no size of their own.</exception>
    public static int Size(this DType type) => type switch
    {
        DType.Float32 or DType.Int32 => 4,
        DType.Float64 or DType.Int64 => 8,
        DType.Bool or DType.UInt8 => 1,
        DType.String => throw new NotSupportedException(
            "Models compute with numbers, but the data is text. Turn it into numbers first, with a layer such as TextVectorization or StringLookup."),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a dtype."),
    };

    /// <summary>True for <see cref="DType.Float32"/> and <see cref="DType.Float64"/>: the types that carry gradients.</summary>
    public static bool IsFloating(this DType type) => type is DType.Float32 or DType.Float64;

    /// <summary>True for the integer types; <see cref="DType.Bool"/> is not one of them.</summary>
    public static bool IsInteger(this DType type) => type is DType.Int32 or DType.Int64 or DType.UInt8;

    /// <summary>The name Keras uses, for example <c>float32</c>.</summary>
    public static string KerasName(this DType type) => type.ToString().ToLowerInvariant();

    /// <summary>The type with Keras' name <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">The name is not one of the supported types.</exception>
    public static DType Parse(string name) =>
        Enum.TryParse<DType>(name, ignoreCase: true, out DType type) && Enum.IsDefined(type)
            ? type
            : throw new ArgumentException($"Unknown dtype '{name}'. Supported: {string.Join(", ", Enum.GetValues<DType>().Select(KerasName))}.", nameof(name));

    /// <summary>The type that holds elements of the C# type <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> has no counterpart.</exception>
    public static DType Of<T>() =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(bool) ? DType.Bool
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(string) ? DType.String
        : throw new NotSupportedException($"Elements of type {typeof(T).Name} are not supported. Use float, double, int, long, bool, byte or string.");

    /// <summary>The type both operands of an arithmetic operation are converted to.</summary>
    /// <remarks>Floating beats integer beats bool; within a kind the wider type wins.</remarks>
    public static DType Promote(DType a, DType b) => Rank(a) >= Rank(b) ? a : b;

    private static int Rank(DType type) => type switch
    {
        DType.Bool => 0,
        DType.UInt8 => 1,
        DType.Int32 => 2,
        DType.Int64 => 3,
        DType.Float32 => 4,
        _ => 5,
    };
}
