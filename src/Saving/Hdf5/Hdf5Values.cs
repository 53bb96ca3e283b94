using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasNet.Saving.Hdf5;

/// <summary>An array in a file: the elements of a dataset or of an attribute.</summary>
internal abstract class Hdf5Values
{
    private readonly GlobalHeap _heap;

    private protected Hdf5Values(Hdf5Source source, GlobalHeap heap, string path, Dataspace space, Hdf5Type type)
    {
        Source = source;
        _heap = heap;
        Path = path;
        Space = space;
        Type = type;
    }

    /// <summary>The path of the dataset; of an attribute, with its name behind a <c>@</c>.</summary>
    internal string Path { get; }

    /// <summary>The dimensions; null where there is nothing, not even one element.</summary>
    internal IReadOnlyList<long>? Shape => Space.Dimensions;

    internal Hdf5Type Type { get; }

    /// <summary>Whether the elements are numbers or truth values, which <see cref="ReadNumbers"/> and <see cref="CopyTo(TensorData)"/> take.</summary>
    internal bool IsNumeric => Type.Kind is > ElementKind.Unread and < ElementKind.Text;

    /// <summary>Whether the elements are texts.</summary>
    internal bool IsText => Type.Kind is ElementKind.Text or ElementKind.VariableText;

    private protected Hdf5Source Source { get; }

    private protected Dataspace Space { get; }

    /// <summary>The elements, of exactly the type that is stored; the order of their bytes does not matter.</summary>
    /// <exception cref="Hdf5Exception">The elements are not of type <typeparamref name="T"/>, or are not all there.</exception>
    internal T[] Read<T>()
        where T : unmanaged
    {
        if (KindOf<T>() != Type.Kind)
            throw Refused($"it holds {Type}, not {typeof(T).Name}");
        int count = CheckedCount();
        T[] values = GC.AllocateUninitializedArray<T>(count);
        Fill(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Numbers of any kind, each as a double: exact but for integers of more than 53 bits.</summary>
    /// <exception cref="Hdf5Exception">The elements are no numbers, or are not all there.</exception>
    internal double[] ReadNumbers()
    {
        byte[] bytes = ReadNativeNumbers();
        double[] values = new double[bytes.Length / Type.Size];
        for (int i = 0; i < values.Length; i++)
            values[i] = Numbers.Get(bytes.AsSpan(i * Type.Size), Type.Kind);
        return values;
    }

    /// <summary>Copies numbers into a tensor of the same shape, converted to its dtype as a cast does it.</summary>
    /// <exception cref="Hdf5Exception">The elements are no numbers, are not all there, or have another shape.</exception>
    internal void CopyTo(TensorData target)
    {
        if (Shape is null || !Shape.SequenceEqual(target.Shape.Select(size => (long)size)))
            throw Refused($"its shape is {Space}, expected {target.Shape}");
        if (Numbers.TensorType(Type.Kind) == target.DType)
        {
            CheckedCount();
            Fill(target.AsBytes());
            return;
        }

        Numbers.Convert(ReadNativeNumbers(), Type.Kind, target);
    }

    /// <summary>Sees to it that the file can have as many elements as are declared, before anything is made for them.</summary>
    /// <exception cref="Hdf5Exception">It cannot.</exception>
    internal void CheckStored() => CheckedCount();

    /// <summary>The elements as they are stored, whatever they are.</summary>
    internal byte[] ReadBytes()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(CheckedCount() * Type.Size);
        Located(bytes);
        return bytes;
    }

    /// <summary>The elements as texts.</summary>
    /// <exception cref="Hdf5Exception">The elements are no texts, or are not all there.</exception>
    internal string[] ReadTexts()
    {
        if (!IsText)
            throw Refused($"it holds {Type}, not texts");
        byte[] bytes = ReadBytes();
        FieldReader fields = new(Source, bytes, 0, "text");
        string[] texts = new string[bytes.Length / Type.Size];
        try
        {
            for (int i = 0; i < texts.Length; i++)
            {
                FieldReader element = fields.Part(Type.Size);
                texts[i] = Type.Kind == ElementKind.Text ? element.Text(Trimmed(element.Take(Type.Size))) : VariableText(element);
            }
        }
        catch (Hdf5Exception e) when (e.ObjectPath is null)
        {
            throw e.In(Path);
        }

        return texts;
    }

    /// <summary>The only text.</summary>
    /// <exception cref="Hdf5Exception">There is not exactly one.</exception>
    internal string ReadText() => ReadTexts() is [var text] ? text : throw Refused($"it holds {Type} of shape {Space}, expected one text");

    /// <summary>An error about the array as a whole.</summary>
    internal Hdf5Exception Refused(string problem) => new(problem, Source.Name, Path);

    /// <summary>Writes the stored elements, of which there are as many as the target takes.</summary>
    private protected abstract void ReadStored(Span<byte> target);

    /// <summary>Refuses more elements than the file can have.</summary>
    private protected abstract void CheckPromise(UInt128 bytes);

    private static ElementKind KindOf<T>() =>
        typeof(T) == typeof(float) ? ElementKind.Float32
        : typeof(T) == typeof(double) ? ElementKind.Float64
        : typeof(T) == typeof(Half) ? ElementKind.Float16
        : typeof(T) == typeof(sbyte) ? ElementKind.Int8
        : typeof(T) == typeof(short) ? ElementKind.Int16
        : typeof(T) == typeof(int) ? ElementKind.Int32
        : typeof(T) == typeof(long) ? ElementKind.Int64
        : typeof(T) == typeof(byte) ? ElementKind.UInt8
        : typeof(T) == typeof(ushort) ? ElementKind.UInt16
        : typeof(T) == typeof(uint) ? ElementKind.UInt32
        : typeof(T) == typeof(ulong) ? ElementKind.UInt64
        : typeof(T) == typeof(bool) ? ElementKind.Bool
        : throw new NotSupportedException($"HDF5 has no elements like {typeof(T).Name}.");

    private byte[] ReadNativeNumbers()
    {
        if (!IsNumeric)
            throw Refused($"it holds {Type}, which are no numbers that are read");
        byte[] bytes = GC.AllocateUninitializedArray<byte>(CheckedCount() * Type.Size);
        Fill(bytes);
        return bytes;
    }

    private int CheckedCount()
    {
        UInt128 bytes = Space.Count > ulong.MaxValue ? UInt128.MaxValue : Space.Count * (uint)Type.Size;
        try
        {
            CheckPromise(bytes);
        }
        catch (Hdf5Exception e) when (e.ObjectPath is null)
        {
            throw e.In(Path);
        }

        return bytes <= (UInt128)Array.MaxLength ? (int)Space.Count : throw Refused($"it holds {bytes:N0} bytes; at most {Array.MaxLength:N0} are read at once");
    }

    /// <summary>The elements, with the bytes in this machine's order.</summary>
    private void Fill(Span<byte> target)
    {
        Located(target);
        if (Type.BigEndian == BitConverter.IsLittleEndian && Type.Size > 1)
            Numbers.ReverseBytes(target, Type.Size);
        if (Type.Kind == ElementKind.Bool && target.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw Refused("a truth value is neither 0 nor 1");
    }

    private void Located(Span<byte> target)
    {
        try
        {
            ReadStored(target);
        }
        catch (Hdf5Exception e) when (e.ObjectPath is null)
        {
            throw e.In(Path);
        }
    }

    private ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) => Type.Padding switch
    {
        TextPadding.Terminated => text.IndexOf((byte)0) is var end and >= 0 ? text[..end] : text,
        TextPadding.Zeros => text.TrimEnd((byte)0),
        _ => text.TrimEnd((byte)' '),
    };

    /// <summary>A length, the address of a collection in the global heap, and a number in it.</summary>
    private string VariableText(FieldReader element)
    {
        (uint length, long address, uint number) = (element.UInt32(), element.Offset(), element.UInt32());
        if (length == 0)
            return "";
        FieldReader value = _heap.Value(address, (int)Math.Min(number, int.MaxValue));
        return value.Text((int)Math.Min(length, int.MaxValue));
    }
}
