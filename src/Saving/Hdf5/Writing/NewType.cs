namespace KerasNet.Saving.Hdf5;

/// <summary>A type of elements as it is written.</summary>
/// <param name="Size">The bytes of an element.</param>
/// <param name="Message">The message that describes it.</param>
internal sealed record NewType(int Size, byte[] Message)
{
    private const byte Version1 = 0x10;

    /// <summary>UTF-8 of any length: a sequence of bytes in the global heap.</summary>
    internal static readonly NewType VariableText = new(16, [Version1 | 9, 0x01, 0x01, 0, 16, 0, 0, 0, .. Integer(1, signed: false)]);

    /// <summary>The same that says it is ASCII, as h5py says of bytes whatever they are.</summary>
    internal static readonly NewType VariableAscii = new(16, [Version1 | 9, 0x01, 0x00, 0, 16, 0, 0, 0, .. Integer(1, signed: false)]);

    private static readonly Dictionary<ElementKind, NewType> s_types = new()
    {
        [ElementKind.Int8] = new(1, Integer(1, signed: true)),
        [ElementKind.Int16] = new(2, Integer(2, signed: true)),
        [ElementKind.Int32] = new(4, Integer(4, signed: true)),
        [ElementKind.Int64] = new(8, Integer(8, signed: true)),
        [ElementKind.UInt8] = new(1, Integer(1, signed: false)),
        [ElementKind.UInt16] = new(2, Integer(2, signed: false)),
        [ElementKind.UInt32] = new(4, Integer(4, signed: false)),
        [ElementKind.UInt64] = new(8, Integer(8, signed: false)),
        [ElementKind.Float16] = new(2, Float(2, exponentBits: 5)),
        [ElementKind.Float32] = new(4, Float(4, exponentBits: 8)),
        [ElementKind.Float64] = new(8, Float(8, exponentBits: 11)),
        [ElementKind.Bool] = new(1, [Version1 | 8, 2, 0, 0, 1, 0, 0, 0, .. Integer(1, signed: true), .. "FALSE\0\0\0TRUE\0\0\0\0"u8, 0, 1]),

        // Keras adds the attribute dtype = bfloat16 to such a dataset.
        [ElementKind.BFloat16] = new(2, [Version1 | 5, 0, 0, 0, 2, 0, 0, 0]),
    };

    internal static NewType Of(ElementKind kind) =>
        s_types.GetValueOrDefault(kind) ?? throw new NotSupportedException($"Elements of the kind {kind} are not written.");

    internal static NewType Of(DType type) => Of(type switch
    {
        DType.Float32 => ElementKind.Float32,
        DType.Float64 => ElementKind.Float64,
        DType.Int32 => ElementKind.Int32,
        DType.Int64 => ElementKind.Int64,
        DType.UInt8 => ElementKind.UInt8,
        DType.Bool => ElementKind.Bool,
        _ => throw new NotSupportedException($"A tensor of {type.KerasName()} is not written."),
    });

    /// <summary>Text of a fixed length in bytes, filled up with zeros.</summary>
    internal static NewType Text(int size, bool utf8) =>
        new(size, [Version1 | 3, (byte)((int)TextPadding.Zeros | (utf8 ? 0x10 : 0)), 0, 0, .. BitConverter.GetBytes(size)]);

    private static byte[] Integer(int size, bool signed) => [Version1 | 0, (byte)(signed ? 8 : 0), 0, 0, (byte)size, 0, 0, 0, 0, 0, (byte)(8 * size), 0];

    /// <summary>An IEEE number: mantissa, exponent, sign from the lowest bit on; the first bit of the mantissa is not stored.</summary>
    private static byte[] Float(int size, int exponentBits)
    {
        const byte impliedBit = 0x20;
        int mantissaBits = (8 * size) - 1 - exponentBits;
        int bias = (1 << (exponentBits - 1)) - 1;
        return
        [
            Version1 | 1, impliedBit, (byte)((8 * size) - 1), 0, (byte)size, 0, 0, 0, 0, 0, (byte)(8 * size), 0,
            (byte)mantissaBits, (byte)exponentBits, 0, (byte)mantissaBits, .. BitConverter.GetBytes(bias),
        ];
    }
}
