using System.Text;

namespace KerasNet.Saving.Hdf5;

/// <summary>Gathers the messages of an object header of version 1.</summary>
internal sealed class HeaderWriter
{
    private const int PrefixBytes = 16;

    private readonly MemoryStream _messages = new();
    private readonly BinaryWriter _fields;

    private int _count;

    internal HeaderWriter() => _fields = new(_messages);

    /// <summary>Adds a message; gives the place of its first byte among the messages.</summary>
    internal int Add(MessageKind kind, Action<BinaryWriter> write, bool constant = false)
    {
        _fields.Write((ushort)kind);
        long sizeAt = _messages.Position;
        _fields.Write((ushort)0);
        _fields.Write(constant ? 1u : 0u);
        long start = _messages.Position;
        write(_fields);
        Pad(start);
        long size = _messages.Position - start;
        if (size > ushort.MaxValue || ++_count > ushort.MaxValue)
            throw new ArgumentException($"A part of an HDF5 object takes {size:N0} bytes; at most {ushort.MaxValue:N0} are allowed. Split it, or write it as a dataset.");
        _messages.Position = sizeAt;
        _fields.Write((ushort)size);
        _messages.Position = start + size;
        return (int)start;
    }

    /// <summary>Adds an attribute.</summary>
    internal void Attribute(string name, NewArray value, ReadOnlySpan<byte> elements)
    {
        byte[] letters = [.. Encoding.UTF8.GetBytes(name), 0];
        byte[] stored = elements.ToArray();
        if (stored.Length > ushort.MaxValue)
            throw new ArgumentException($"The attribute '{name}' takes {stored.Length:N0} bytes; HDF5 allows less than 64 KiB. Split it into several.");
        Add(MessageKind.Attribute, fields =>
        {
            int rankBytes = 8 + (16 * value.Shape.Count);
            fields.Write((ushort)1);
            fields.Write((ushort)letters.Length);
            fields.Write((ushort)value.Type.Message.Length);
            fields.Write((ushort)rankBytes);
            Padded(letters);
            Padded(value.Type.Message);
            Dataspace(fields, value.Shape);
            fields.Write(stored);
        });
    }

    /// <summary>Writes the header; gives its address and that of its messages.</summary>
    internal (long Address, long Messages) WriteTo(MetadataWriter metadata)
    {
        long address = metadata.Append(fields =>
        {
            fields.Write((ushort)1);
            fields.Write((ushort)_count);
            fields.Write(1u);
            fields.Write((uint)_messages.Length);
            fields.Write(0u);
            fields.Write(_messages.GetBuffer().AsSpan(0, (int)_messages.Length));
        });
        return (address, address + PrefixBytes);
    }

    /// <summary>Writes dimensions, each of which stays as it is.</summary>
    internal static void Dataspace(BinaryWriter fields, IReadOnlyList<long> shape)
    {
        fields.Write([1, (byte)shape.Count, (byte)(shape.Count > 0 ? 1 : 0), 0, 0, 0, 0, 0]);
        for (int copy = 0; copy < 2; copy++)
            foreach (long size in shape)
                fields.Write(size);
    }

    private void Padded(byte[] bytes)
    {
        long start = _messages.Position;
        _fields.Write(bytes);
        Pad(start);
    }

    private void Pad(long start) => _fields.Write(stackalloc byte[(int)(-(_messages.Position - start) & 7)]);
}
