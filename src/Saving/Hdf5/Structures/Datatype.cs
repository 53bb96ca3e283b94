namespace KerasNet.Saving.Hdf5;

/// <summary>Reads the message that describes a type.</summary>
internal static class Datatype
{
    private const int MostNesting = 16;

    /// <summary>The classes of types, as files number them.</summary>
    private enum TypeClass
    {
        Integer,
        Float,
        Time,
        Text,
        Bits,
        Opaque,
        Compound,
        Reference,
        Enumeration,
        Variable,
        Array,
    }

    internal static Hdf5Type Read(FieldReader fields) => Read(fields, MostNesting);

    private static Hdf5Type Read(FieldReader fields, int nesting)
    {
        int first = fields.Byte();
        (int version, TypeClass kind) = (first >> 4, (TypeClass)(first & 0xF));
        if (version is < 1 or > 4 || kind > TypeClass.Array)
            throw fields.Broken($"type class {(int)kind} of version {version} is unknown");
        if (nesting == 0)
            throw fields.Broken($"a type is nested deeper than {MostNesting}");
        int bits = (int)fields.Number(3);
        uint size = fields.UInt32();
        if (size is 0 or > int.MaxValue)
            throw fields.Broken($"a type has elements of {size:N0} bytes");
        return kind switch
        {
            TypeClass.Integer => Integer(fields, bits, (int)size),
            TypeClass.Float => Float(fields, bits, (int)size),
            TypeClass.Text => new(ElementKind.Text, (int)size, $"|S{size}") { Padding = Padding(fields, bits & 0xF) },
            TypeClass.Opaque => new(ElementKind.Opaque, (int)size, $"|V{size}"),
            TypeClass.Enumeration => Enumeration(fields, version, bits & 0xFFFF, (int)size, nesting),
            TypeClass.Variable when (bits & 0xF) == 1 => new(ElementKind.VariableText, (int)size, "object"),
            TypeClass.Variable or TypeClass.Reference => new(ElementKind.Unread, (int)size, "object"),
            _ => new(ElementKind.Unread, (int)size, kind.ToString().ToLowerInvariant()),
        };
    }

    private static Hdf5Type Integer(FieldReader fields, int bits, int size)
    {
        bool signed = (bits & 8) != 0;
        (int offset, int precision) = (fields.UInt16(), fields.UInt16());
        string name = $"{(signed ? "int" : "uint")}{precision}";
        ElementKind kind = offset != 0 || precision != 8 * size ? ElementKind.Unread : size switch
        {
            1 => signed ? ElementKind.Int8 : ElementKind.UInt8,
            2 => signed ? ElementKind.Int16 : ElementKind.UInt16,
            4 => signed ? ElementKind.Int32 : ElementKind.UInt32,
            8 => signed ? ElementKind.Int64 : ElementKind.UInt64,
            _ => ElementKind.Unread,
        };
        return Ordered(kind, size, name, (bits & 1) != 0);
    }

    private static Hdf5Type Float(FieldReader fields, int bits, int size)
    {
        const int vax = 0x41;
        (int offset, int precision) = (fields.UInt16(), fields.UInt16());
        (int exponentAt, int exponentBits, int mantissaAt, int mantissaBits, uint bias) =
            (fields.Byte(), fields.Byte(), fields.Byte(), fields.Byte(), fields.UInt32());
        bool known = offset == 0 && mantissaAt == 0 && exponentAt == mantissaBits && (bits & vax) != vax && precision == 8 * size;
        ElementKind kind = (known, size, exponentBits, mantissaBits, bias) switch
        {
            (true, 2, 5, 10, 15) => ElementKind.Float16,
            (true, 2, 8, 7, 127) => ElementKind.BFloat16,
            (true, 4, 8, 23, 127) => ElementKind.Float32,
            (true, 8, 11, 52, 1023) => ElementKind.Float64,
            _ => ElementKind.Unread,
        };
        return Ordered(kind, size, kind == ElementKind.BFloat16 ? "bfloat16" : $"float{precision}", (bits & 1) != 0);
    }

    private static Hdf5Type Ordered(ElementKind kind, int size, string name, bool bigEndian) =>
        bigEndian && size > 1 ? new(kind, size, $">{name[0]}{size}") { BigEndian = true } : new(kind, size, name);

    private static TextPadding Padding(FieldReader fields, int padding) =>
        padding <= (int)TextPadding.Blanks ? (TextPadding)padding : throw fields.Broken($"padding {padding} of a text is unknown");

    /// <summary>A truth value, or else the numbers below the names.</summary>
    private static Hdf5Type Enumeration(FieldReader fields, int version, int count, int size, int nesting)
    {
        const int firstUnpadded = 3;
        Hdf5Type numbers = Read(fields, nesting - 1);
        if (numbers.Size != size)
            throw fields.Broken($"an enumeration of {size} bytes has values of {numbers.Size}");
        if (count != 2 || size != 1)
            return numbers;
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            int start = fields.At;
            names[i] = fields.Text();
            fields.Skip(version < firstUnpadded ? (start - fields.At) & 7 : 0);
        }

        bool isBool = names is ["FALSE", "TRUE"] && fields.Byte() == 0 && fields.Byte() == 1;
        return isBool ? new(ElementKind.Bool, 1, "bool") : numbers;
    }
}
