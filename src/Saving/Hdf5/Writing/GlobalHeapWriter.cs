using System.Text;

namespace KerasNet.Saving.Hdf5;

/// <summary>Writes texts of any length into collections of the global heap.</summary>
/// <param name="metadata">Takes the collections.</param>
internal sealed class GlobalHeapWriter(MetadataWriter metadata)
{
    private const int CollectionBytes = 4096;
    private const int HeaderBytes = 16;

    private long _collection;
    private long _left;
    private long _next;
    private int _count;

    /// <summary>Stores texts; gives what stands for them: length, collection and number of each.</summary>
    internal byte[] References(IReadOnlyList<string> texts)
    {
        using MemoryStream references = new();
        using BinaryWriter fields = new(references);
        foreach (string text in texts)
        {
            byte[] letters = Encoding.UTF8.GetBytes(text);
            (long collection, int number) = letters.Length > 0 ? Add(letters) : (0, 0);
            fields.Write(letters.Length);
            fields.Write(collection);
            fields.Write(number);
        }

        return references.ToArray();
    }

    /// <summary>Says what is left of the last collection.</summary>
    internal void Finish()
    {
        if (_left >= HeaderBytes)
            metadata.Overwrite(_next, fields =>
            {
                fields.Write(0UL);
                fields.Write((ulong)_left);
            });
        _left = 0;
    }

    private (long Collection, int Number) Add(byte[] value)
    {
        long needed = HeaderBytes + ((value.Length + 7L) & ~7L);
        if (needed > _left)
            Begin(needed);
        _count++;
        metadata.Overwrite(_next, fields =>
        {
            fields.Write((ushort)_count);
            fields.Write((ushort)1);
            fields.Write(0u);
            fields.Write((ulong)value.Length);
            fields.Write(value);
        });
        _next += needed;
        _left -= needed;
        return (_collection, _count);
    }

    private void Begin(long needed)
    {
        Finish();
        long bytes = Math.Max(CollectionBytes, HeaderBytes + needed);
        _collection = metadata.Reserve(bytes);
        _next = _collection + HeaderBytes;
        _left = bytes - HeaderBytes;
        _count = 0;
        metadata.Overwrite(_collection, fields =>
        {
            fields.Write("GCOL"u8);
            fields.Write(1u);
            fields.Write((ulong)bytes);
        });
    }
}
