using System.Buffers.Binary;

namespace KerasNet.Saving.Hdf5;

/// <summary>The part of a file that is not data, as it grows in memory.</summary>
internal sealed class MetadataWriter
{
    private readonly MemoryStream _bytes = new();

    internal long Length => _bytes.Length;

    /// <summary>Makes room for so many zeros, and gives their address, a multiple of eight.</summary>
    internal long Reserve(long count)
    {
        long address = (_bytes.Length + 7) & ~7L;
        _bytes.SetLength(address + count);
        return address;
    }

    /// <summary>Puts a structure at the end; gives its address.</summary>
    internal long Append(Action<BinaryWriter> write)
    {
        long address = Reserve(0);
        Overwrite(address, write);
        return address;
    }

    /// <summary>Puts a structure where room was made for it.</summary>
    internal void Overwrite(long address, Action<BinaryWriter> write)
    {
        _bytes.Position = address;
        using BinaryWriter fields = new(_bytes, System.Text.Encoding.UTF8, leaveOpen: true);
        write(fields);
    }

    /// <summary>Sets an address that was not known when it was written.</summary>
    internal void Patch(long at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetBuffer().AsSpan((int)at), value);

    internal void CopyTo(Stream stream) => stream.Write(_bytes.GetBuffer().AsSpan(0, (int)_bytes.Length));
}
