using System.Globalization;
using System.Runtime.InteropServices;

namespace KerasNet.Data;

/// <summary>An element type of NumPy: its kind as NumPy writes it (b, i, u, f, U, S, O), its size in bytes, and whether the highest byte comes first.</summary>
internal readonly record struct NumpyType(char Kind, int Size, bool BigEndian)
{
    /// <summary>A text of more characters is no type but an attack.</summary>
    private const int MostText = 1 << 20;

    internal static readonly NumpyType Objects = new('O', 0, false);

    /// <summary>Reads a type such as <c>&lt;f4</c>, <c>|u1</c>, <c>O</c> or <c>i8</c>, the last in this machine's byte order.</summary>
    /// <exception cref="InvalidDataException">Another type.</exception>
    internal static NumpyType Parse(string text)
    {
        bool ordered = text.Length > 0 && "<>|=".Contains(text[0]);
        bool bigEndian = ordered && text[0] == '>';
        string bare = ordered ? text[1..] : text;
        if (bare is "O" or "O8" or "O4")
            return Objects;
        if (bare.Length > 1 && int.TryParse(bare.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            switch (bare[0], size)
            {
                case ('b' or 'u' or 'i', 1) or ('i' or 'u' or 'f', 2 or 4 or 8):
                    return new(bare[0], size, bigEndian);
                case ('S', >= 1 and <= MostText):
                    return new('S', size, false);
                case ('U', >= 1 and <= MostText):
                    return new('U', 4 * size, bigEndian);
            }

        throw new InvalidDataException($"Elements of NumPy's type '{Shown(text)}' are not supported. Supported: b1, i1 to i8, u1 to u8, f2, f4, f8, S and U.");
    }

    /// <summary>How NumPy writes the type that holds elements of <paramref name="type"/>.</summary>
    internal static string NameOf(DType type) => type switch
    {
        DType.Float32 => "<f4",
        DType.Float64 => "<f8",
        DType.Int32 => "<i4",
        DType.Int64 => "<i8",
        DType.Bool => "|b1",
        DType.UInt8 => "|u1",
        _ => throw new ArgumentException($"Data of type {type.KerasName()} cannot be written as an array of NumPy. Write numbers or bools."),
    };

    /// <summary>Puts elements into this machine's byte order.</summary>
    internal void ToMachineOrder(Span<byte> bytes)
    {
        if (BigEndian != BitConverter.IsLittleEndian)
            return;
        switch (Kind == 'U' ? 4 : Size)
        {
            case 2: Reverse(MemoryMarshal.Cast<byte, short>(bytes)); break;
            case 4: Reverse(MemoryMarshal.Cast<byte, int>(bytes)); break;
            case 8: Reverse(MemoryMarshal.Cast<byte, long>(bytes)); break;
        }

        static void Reverse<T>(Span<T> elements)
            where T : unmanaged
        {
            foreach (ref T element in elements)
                MemoryMarshal.AsBytes(new Span<T>(ref element)).Reverse();
        }
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
