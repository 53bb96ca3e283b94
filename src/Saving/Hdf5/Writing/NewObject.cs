using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KerasNet.Saving.Hdf5;

/// <summary>Gives elements when they are written.</summary>
internal delegate ReadOnlySpan<byte> Elements();

/// <summary>An array to be written: a dataset or an attribute.</summary>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Its dimensions; none for a single element.</param>
/// <param name="Bytes">The length of all elements.</param>
/// <param name="Elements">Gives them.</param>
internal sealed record NewArray(NewType Type, IReadOnlyList<long> Shape, long Bytes, Elements Elements)
{
    /// <summary>Texts in place of elements, where they are of any length.</summary>
    internal IReadOnlyList<string> Texts { get; private init; } = [];

    /// <summary>Elements that are read in place when they are written.</summary>
    internal static NewArray Of(TensorData data) =>
        new(NewType.Of(data.DType), [.. data.Shape.Select(size => (long)size)], data.Bytes, () => data.AsBytes());

    /// <summary>Elements of a kind that have no dtype, such as half floats.</summary>
    /// <exception cref="ArgumentException">The number of elements does not match the shape.</exception>
    internal static NewArray Of<T>(ElementKind kind, IReadOnlyList<long> shape, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        NewType type = NewType.Of(kind);
        long bytes = shape.Aggregate((long)type.Size, (product, size) => checked(product * size));
        if (bytes != (long)values.Length * Unsafe.SizeOf<T>())
            throw new ArgumentException(
                $"The shape ({string.Join(", ", shape)}) of {kind} takes {bytes:N0} bytes. Received: {values.Length:N0} elements.", nameof(values));
        return new(type, shape, bytes, () => MemoryMarshal.AsBytes(values.Span));
    }

    /// <summary>One text of any length.</summary>
    internal static NewArray Of(string text) => Of([], [text]);

    /// <summary>Texts of any length.</summary>
    internal static NewArray Of(IReadOnlyList<string> texts) => Of([texts.Count], texts);

    /// <summary>One text of any length, of the type that h5py gives to bytes.</summary>
    internal static NewArray OfAscii(string text) => Of([], [text], NewType.VariableAscii);

    /// <summary>Texts of any length, of the type that h5py gives to bytes.</summary>
    internal static NewArray OfAscii(IReadOnlyList<string> texts) => Of([texts.Count], texts, NewType.VariableAscii);

    /// <summary>Texts that all take as many bytes as the longest, filled up with zeros.</summary>
    internal static NewArray OfFixed(IReadOnlyList<string> texts)
    {
        byte[][] encoded = [.. texts.Select(Encoding.UTF8.GetBytes)];
        int size = Math.Max(1, encoded.Max(text => (int?)text.Length) ?? 0);
        byte[] elements = new byte[size * encoded.Length];
        for (int i = 0; i < encoded.Length; i++)
            encoded[i].CopyTo(elements, i * size);
        bool utf8 = elements.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)127);
        return new(NewType.Text(size, utf8), [encoded.Length], elements.Length, () => elements);
    }

    private static NewArray Of(IReadOnlyList<long> shape, IReadOnlyList<string> texts, NewType? type = null) =>
        new(type ?? NewType.VariableText, shape, (long)NewType.VariableText.Size * texts.Count, () => default) { Texts = texts };
}

/// <summary>A group or a dataset to be written.</summary>
internal abstract class NewObject
{
    private readonly SortedDictionary<string, NewArray> _attributes = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, NewArray> Attributes => _attributes;

    /// <summary>Sets an attribute.</summary>
    internal void Attribute(string name, NewArray value) => _attributes[name] = value;
}

/// <summary>A dataset to be written.</summary>
internal sealed class NewDataset(NewArray data) : NewObject
{
    internal NewArray Data { get; } = data;
}

/// <summary>A group to be written.</summary>
internal sealed class NewGroup : NewObject
{
    private readonly Dictionary<string, NewObject> _children = [];

    internal IReadOnlyDictionary<string, NewObject> Children => _children;

    /// <summary>A group of this path, made with those above it if need be.</summary>
    /// <exception cref="ArgumentException">There is a dataset on the way.</exception>
    internal NewGroup Group(string path)
    {
        NewGroup at = this;
        foreach (string name in path.Split('/'))
        {
            if (!at._children.TryGetValue(Checked(name, path), out NewObject? child))
                at._children[name] = child = new NewGroup();
            at = child as NewGroup ?? throw new ArgumentException($"'{name}' of the path '{path}' is a dataset, not a group.", nameof(path));
        }

        return at;
    }

    /// <summary>Adds a dataset of this path; the groups above it are made if need be.</summary>
    /// <exception cref="ArgumentException">There is something of that path.</exception>
    internal NewDataset Dataset(string path, NewArray data) => Add(path, new NewDataset(data));

    /// <inheritdoc cref="Dataset"/>
    internal NewDataset Add(string path, NewDataset dataset)
    {
        int end = path.LastIndexOf('/');
        NewGroup group = end < 0 ? this : Group(path[..end]);
        return group._children.TryAdd(Checked(path[(end + 1)..], path), dataset)
            ? dataset
            : throw new ArgumentException($"There is something at '{path}' already.", nameof(path));
    }

    private static string Checked(string name, string path) =>
        name is not ("" or ".") && !name.Contains('\0', StringComparison.Ordinal)
            ? name
            : throw new ArgumentException($"'{name}' of the path '{path}' is no name in HDF5.", nameof(path));
}
