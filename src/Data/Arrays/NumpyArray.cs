using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace KerasNet.Data;

/// <summary>An array as NumPy writes it: bytes of some type in some order, or Python objects.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="FortranOrder">Whether the first index runs fastest.</param>
/// <param name="Shape">The dimensions; none for a single number.</param>
internal sealed record NumpyArray(NumpyType Type, bool FortranOrder, int[] Shape)
{
    /// <summary>A pickle may name one list many times, and whoever copies each would need memory without bounds.</summary>
    private const int MostRepetition = 16;

    private static readonly UTF32Encoding s_wide = new(!BitConverter.IsLittleEndian, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly UTF8Encoding s_narrow = new(false, throwOnInvalidBytes: true);

    /// <summary>The elements; empty where they are objects.</summary>
    internal ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The elements where they are objects, else null.</summary>
    internal PickleList? Objects { get; init; }

    /// <summary>The elements in the narrowest type of the library that holds them, in C's order. A single number becomes an array of one.</summary>
    /// <exception cref="InvalidDataException">They are objects, or numbers too large.</exception>
    internal DataArray ToDataArray()
    {
        int[] shape = Shape.Length == 0 ? [1] : Shape;
        return (Type.Kind, Type.Size) switch
        {
            ('b', _) => DataArray.Of(Array.ConvertAll(Elements<byte, byte>(), value => value != 0), shape),
            ('u', 1) => DataArray.Of(Elements<byte, byte>(), shape),
            ('i', 1) => DataArray.Of(Elements<sbyte, int>(), shape),
            ('u', 2) => DataArray.Of(Elements<ushort, int>(), shape),
            ('i', 2) => DataArray.Of(Elements<short, int>(), shape),
            ('i', 4) => DataArray.Of(Elements<int, int>(), shape),
            ('u', 4) => DataArray.Of(Elements<uint, long>(), shape),
            ('i', 8) => DataArray.Of(Elements<long, long>(), shape),
            ('u', 8) => DataArray.Of(Elements<ulong, long>(), shape),
            ('f', 2) => DataArray.Of(Elements<Half, float>(), shape),
            ('f', 4) => DataArray.Of(Elements<float, float>(), shape),
            ('f', 8) => DataArray.Of(Elements<double, double>(), shape),
            ('U' or 'S', _) => DataArray.Of(Texts(), shape),
            _ => throw new InvalidDataException("it holds Python objects, expected numbers or texts"),
        };
    }

    /// <summary>The elements as whole numbers of 32 bits, in C's order.</summary>
    /// <exception cref="InvalidDataException">They are something else, or too large.</exception>
    internal int[] ToInts() => (Type.Kind, Type.Size) switch
    {
        ('u', 1) => Elements<byte, int>(),
        ('i', 1) => Elements<sbyte, int>(),
        ('u', 2) => Elements<ushort, int>(),
        ('i', 2) => Elements<short, int>(),
        ('i', 4) => Elements<int, int>(),
        ('u', 4) => Elements<uint, int>(),
        ('i', 8) => Elements<long, int>(),
        ('u', 8) => Elements<ulong, int>(),
        _ => throw new InvalidDataException($"it holds elements of kind '{Type.Kind}', expected whole numbers"),
    };

    /// <summary>The elements as float32, in C's order.</summary>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    internal float[] ToFloats() => (Type.Kind, Type.Size) switch
    {
        ('f', 4) => Elements<float, float>(),
        ('f', 8) => Elements<double, float>(),
        _ => throw new InvalidDataException($"it holds elements of kind '{Type.Kind}', expected floating-point numbers"),
    };

    /// <summary>A list of whole numbers per element, seen in place.</summary>
    /// <exception cref="InvalidDataException">The elements are something else.</exception>
    internal ReadOnlyMemory<int>[] ToSequences()
    {
        if (Objects is null || Shape.Length != 1)
            throw new InvalidDataException("it holds no lists, expected one list of whole numbers per element");
        ReadOnlyMemory<int>[] sequences = new ReadOnlyMemory<int>[Objects.Count];
        HashSet<ReadOnlyMemory<int>> distinct = [];
        (long all, long different) = (0, 0);
        for (int i = 0; i < sequences.Length; i++)
        {
            sequences[i] = Objects[i].AsNumbers() ?? throw new InvalidDataException($"its element {i} is {Objects[i].Describe()}, expected a list of whole numbers");
            all += sequences[i].Length;
            different += distinct.Add(sequences[i]) ? sequences[i].Length : 0;
        }

        return all <= MostRepetition * (different + sequences.Length)
            ? sequences
            : throw new InvalidDataException($"its elements are the same few lists of {different:N0} numbers again and again, {all:N0} in all");
    }

    private TTo[] Elements<TFrom, TTo>()
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        byte[] bytes = Ordered();
        ReadOnlySpan<TFrom> source = MemoryMarshal.Cast<byte, TFrom>(bytes);
        if (bytes is TTo[] same)
            return same;
        TTo[] target = GC.AllocateUninitializedArray<TTo>(source.Length);
        try
        {
            TensorPrimitives.ConvertChecked(source, target);
        }
        catch (OverflowException error)
        {
            throw new InvalidDataException($"it holds numbers that do not fit into {typeof(TTo).Name}", error);
        }

        return target;
    }

    /// <summary>Texts of fixed length, filled up with zeros: UTF-32, or bytes, which are taken for UTF-8.</summary>
    private string[] Texts()
    {
        byte[] bytes = Ordered();
        string[] texts = new string[bytes.Length / Type.Size];
        Encoding encoding = Type.Kind == 'U' ? s_wide : s_narrow;
        int unit = Type.Kind == 'U' ? sizeof(int) : 1;
        try
        {
            for (int i = 0; i < texts.Length; i++)
            {
                int length = bytes.AsSpan(i * Type.Size, Type.Size).LastIndexOfAnyExcept((byte)0) + 1;
                texts[i] = encoding.GetString(bytes, i * Type.Size, (length + unit - 1) / unit * unit);
            }
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"it holds texts that are not valid {(Type.Kind == 'U' ? "UTF-32" : "UTF-8")}", error);
        }

        return texts;
    }

    /// <summary>A copy of the elements, in C's order and this machine's byte order.</summary>
    private byte[] Ordered()
    {
        byte[] bytes = FortranOrder && Shape.Length > 1 ? InCOrder() : Bytes.ToArray();
        Type.ToMachineOrder(bytes);
        return bytes;
    }

    private byte[] InCOrder()
    {
        byte[] target = new byte[Bytes.Length];
        if (target.Length == 0)
            return target;
        ReadOnlySpan<byte> source = Bytes.Span;
        int size = Type.Size;
        int[] strides = new int[Shape.Length];
        int count = 1;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            strides[axis] = count;
            count *= Shape[axis];
        }

        int[] index = new int[Shape.Length];
        int from = 0;
        for (int to = 0; to < count; to++)
        {
            source.Slice(from * size, size).CopyTo(target.AsSpan(to * size));
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < Shape[axis])
                    break;
                from -= strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }

        return target;
    }
}
