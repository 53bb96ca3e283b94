using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KerasNet.Data;

/// <summary>The beginning of a <c>.npy</c> file: what the array holds, in what order, and its dimensions (numpy.lib.format, versions 1 to 3).</summary>
internal sealed record NpyHeader(NumpyType Type, bool FortranOrder, int[] Shape)
{
    /// <summary>NumPy has at most 64 dimensions.</summary>
    private const int MostDimensions = 64;

    /// <summary>Headers of plain arrays take some hundred bytes.</summary>
    private const int MostBytes = 1 << 16;

    /// <summary>The data begins at a multiple of this.</summary>
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header, and leaves the stream at the first element.</summary>
    /// <exception cref="InvalidDataException">It is none, or of an array that is not supported.</exception>
    internal static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
            throw new InvalidDataException("it does not begin as a .npy file does (93 'NUMPY' and a version)");
        if (start[6] is not (1 or 2 or 3))
            throw new InvalidDataException($"its version is {start[6]}.{start[7]}, expected 1, 2 or 3");
        Span<byte> number = stackalloc byte[4];
        number.Clear();
        Exactly(stream, number[..(start[6] == 1 ? 2 : 4)]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(number);
        if (length > MostBytes)
            throw new InvalidDataException($"its header is {length:N0} bytes long, expected at most {MostBytes:N0}");
        byte[] text = new byte[length];
        Exactly(stream, text);
        return new NpyHeaderText(start[6] == 3 ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text)).Parse();
    }

    /// <summary>The number of elements, which is known to fit.</summary>
    /// <exception cref="InvalidDataException">There are more than an array of .NET holds.</exception>
    internal static int CountOf(ReadOnlySpan<int> shape)
    {
        if (shape.Length > MostDimensions)
            throw new InvalidDataException($"an array has {shape.Length:N0} dimensions, expected at most {MostDimensions}");
        if (shape.Contains(0))
            return 0;
        long count = 1;
        foreach (int length in shape)
        {
            count *= length;
            if (count > Array.MaxLength)
                throw new InvalidDataException("an array promises more elements than an array of .NET can hold");
        }

        return (int)count;
    }

    /// <summary>The header of an array in C's order, as NumPy writes it.</summary>
    internal static byte[] Write(DType type, Shape shape)
    {
        string dimensions = string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture)));
        string text = $"{{'descr': '{NumpyType.NameOf(type)}', 'fortran_order': False, 'shape': ({dimensions}{(shape.Rank == 1 ? "," : "")}), }}";
        int prefix = Magic.Length + 4;
        int length = (((prefix + text.Length + 1 + Alignment - 1) / Alignment) * Alignment) - prefix;
        byte[] header = new byte[prefix + length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(prefix));
        return header;
    }

    private static void Exactly(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("it ends within its header");
    }
}
