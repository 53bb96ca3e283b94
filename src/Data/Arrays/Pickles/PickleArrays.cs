using System.Text;

namespace KerasNet.Data;

/// <summary>What the few calls in a pickle mean: they make element types and arrays, of which the data lies in the pickle.</summary>
internal static class PickleArrays
{
    /// <summary>The texts that calls take are names of types and encodings.</summary>
    private const int MostText = 32;

    /// <exception cref="InvalidDataException">The arguments are others than NumPy writes.</exception>
    internal static PickleValue Call(PickleGlobal function, PickleValue[] arguments) => (function, arguments) switch
    {
        (PickleGlobal.Reconstruct, [var type, _, _]) when type.AsGlobal() == PickleGlobal.Array => PickleValue.Of(new PickleArray()),
        (PickleGlobal.Type, [var name, ..]) when name.AsText(MostText) is { } text => PickleValue.Of(new PickleType(text)),
        (PickleGlobal.Scalar, [var type, var bytes]) when type.As<PickleType>() is { } element && bytes.As<PickleBytes>() is { } content => Scalar(element, content),
        (PickleGlobal.Encode, [var text, var encoding]) when text.As<string>() is { } characters && encoding.AsText(MostText) is "latin1" or "latin-1" =>
            PickleValue.Of(new PickleBytes(InLatin1(characters))),
        (PickleGlobal.Bytes, []) => PickleValue.Of(new PickleBytes(default)),
        _ => throw Invalid($"calls {function} with arguments that NumPy does not write"),
    };

    /// <exception cref="InvalidDataException">The state is another than NumPy writes.</exception>
    internal static void Build(PickleValue target, PickleValue state)
    {
        PickleValue[] parts = state.As<PickleValue[]>() ?? [];
        if (target.As<PickleType>() is { Complete: null } type)
            type.Complete = Complete(type.Name, parts);
        else if (target.As<PickleArray>() is { Filled: null } array)
            array.Filled = Fill(parts);
        else
            throw Invalid($"sets the state of {target.Describe()}, which is refused");
    }

    /// <summary>(version, byte order, sub-array, names, fields, size, alignment, flags).</summary>
    private static NumpyType Complete(string name, PickleValue[] state)
    {
        if (state is not [_, var order, { IsNone: true }, { IsNone: true }, { IsNone: true }, ..] || order.AsText(MostText) is not ("<" or ">" or "|" or "="))
            throw Invalid("has an element type of several fields, which is not supported");
        return NumpyType.Parse(order.AsText(MostText) + name);
    }

    /// <summary>(version, dimensions, element type, whether in Fortran's order, bytes or a list).</summary>
    private static NumpyArray Fill(PickleValue[] state)
    {
        if (state is not [_, var dimensions, var type, var fortran, var data]
            || dimensions.As<PickleValue[]>() is not { } lengths || type.As<PickleType>() is not { } elements || fortran.AsBool() is not { } inFortransOrder)
            throw Invalid("has an array with a state that NumPy does not write");
        NumpyType complete = elements.Complete ?? NumpyType.Parse(elements.Name);
        int[] shape = Array.ConvertAll(lengths, Dimension);
        int count = NpyHeader.CountOf(shape);
        NumpyArray array = new(complete, inFortransOrder, shape);
        if (complete == NumpyType.Objects)
            return data.As<PickleList>() is { } list && list.Count == count
                ? array with { Objects = list }
                : throw Invalid($"has an array of {count:N0} objects without a list of as many");
        ReadOnlyMemory<byte> bytes = data.As<PickleBytes>()?.Content ?? throw Invalid($"has an array of which the data is {data.Describe()}, expected bytes");
        return bytes.Length == (long)count * complete.Size
            ? array with { Bytes = bytes }
            : throw Invalid($"has an array of {count:N0} elements of {complete.Size} bytes with {bytes.Length:N0} bytes of data");
    }

    private static int Dimension(PickleValue length) =>
        length.AsInteger() is { } value and >= 0 and <= int.MaxValue ? (int)value : throw Invalid("has an array with impossible dimensions");

    private static PickleValue Scalar(PickleType type, PickleBytes bytes)
    {
        NumpyType element = type.Complete ?? NumpyType.Parse(type.Name);
        if (element.Kind is not ('b' or 'i' or 'u' or 'f') || element.Size != bytes.Content.Length)
            throw Invalid("has a single number that NumPy does not write");
        NumpyArray number = new(element, false, []) { Bytes = bytes.Content };
        DataArray data = number.ToDataArray();
        return data.DType switch
        {
            DType.Bool => PickleValue.Of(data.AsSpan<bool>()[0]),
            DType.UInt8 => PickleValue.Of((long)data.AsSpan<byte>()[0]),
            DType.Int32 => PickleValue.Of((long)data.AsSpan<int>()[0]),
            DType.Int64 => PickleValue.Of(data.AsSpan<long>()[0]),
            DType.Float32 => PickleValue.Of((double)data.AsSpan<float>()[0]),
            _ => PickleValue.Of(data.AsSpan<double>()[0]),
        };
    }

    private static byte[] InLatin1(string text)
    {
        int stray = text.AsSpan().IndexOfAnyExceptInRange('\0', '\xff');
        return stray < 0 ? Encoding.Latin1.GetBytes(text) : throw Invalid("encodes a text in Latin-1 that has other characters");
    }

    private static InvalidDataException Invalid(string what) => new($"the pickle {what}");
}
