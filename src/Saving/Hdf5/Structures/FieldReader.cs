using System.Buffers.Binary;
using System.Text;

namespace KerasNet.Saving.Hdf5;

/// <summary>Reads the fields of a structure one after the other, little-endian, and never past its end.</summary>
/// <param name="source">The file.</param>
/// <param name="bytes">The structure.</param>
/// <param name="address">Where it starts.</param>
/// <param name="what">What errors call it.</param>
internal sealed class FieldReader(Hdf5Source source, ReadOnlyMemory<byte> bytes, long address, string what)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _at;

    internal Hdf5Source Source => source;

    /// <summary>The place of the next field in the file.</summary>
    internal long Address => address + _at;

    /// <summary>The bytes that are left.</summary>
    internal int Left => bytes.Length - _at;

    /// <summary>The bytes before the next field.</summary>
    internal int At => _at;

    internal byte Byte() => Take(1)[0];

    internal ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A whole number of 0 to 8 bytes.</summary>
    internal ulong Number(int size)
    {
        ReadOnlySpan<byte> digits = Take(size);
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--)
            value = (value << 8) | digits[i];
        return value;
    }

    /// <summary>An address; <see cref="Hdf5Source.Undefined"/> where all its bits are set.</summary>
    internal long Offset()
    {
        ulong value = Number(source.OffsetSize);
        return value == ulong.MaxValue >> (64 - (8 * source.OffsetSize)) ? Hdf5Source.Undefined
            : value <= long.MaxValue ? (long)value : throw Broken($"an address is outside of the file: {value:N0}");
    }

    /// <summary>A length; more than any file has is refused where it is used.</summary>
    internal long Length() => (long)Math.Min(Number(source.LengthSize), long.MaxValue);

    internal void Skip(int count) => Take(count);

    /// <summary>Skips up to the next multiple of eight bytes.</summary>
    internal void Align() => Skip(-_at & 7);

    internal ReadOnlySpan<byte> Take(int count) => Slice(count).Span;

    internal ReadOnlyMemory<byte> Slice(int count)
    {
        if ((uint)count > (uint)Left)
            throw Broken($"the {what} ends too early: a field needs {count:N0} bytes, {Left:N0} are left");
        _at += count;
        return bytes.Slice(_at - count, count);
    }

    /// <summary>A part of so many bytes, to be read by itself.</summary>
    internal FieldReader Part(int count, string? name = null)
    {
        long start = Address;
        return new(source, Slice(count), start, name ?? what);
    }

    /// <summary>The same structure from its start.</summary>
    internal FieldReader Again() => new(source, bytes, address, what);

    /// <summary>Text of so many bytes, up to the first that is zero.</summary>
    internal string Text(int count)
    {
        ReadOnlySpan<byte> letters = Take(count);
        return Text(letters[..(letters.IndexOf((byte)0) is var end and >= 0 ? end : count)]);
    }

    /// <summary>Text up to a zero, which is taken too.</summary>
    internal string Text()
    {
        int end = bytes.Span[_at..].IndexOf((byte)0);
        if (end < 0)
            throw Broken($"a name in the {what} has no end");
        string text = Text(Take(end));
        Skip(1);
        return text;
    }

    /// <summary>Text that is UTF-8, as ASCII is.</summary>
    internal string Text(ReadOnlySpan<byte> letters)
    {
        source.Charge(letters.Length);
        try
        {
            return s_utf8.GetString(letters);
        }
        catch (DecoderFallbackException e)
        {
            throw new Hdf5Exception($"text in the {what} is not UTF-8", source.Name, null, source.Base + address, e);
        }
    }

    /// <summary>Refuses anything but a structure that starts with these four letters.</summary>
    internal FieldReader Expect(string signature)
    {
        long start = Address;
        ReadOnlySpan<byte> letters = Take(signature.Length);
        if (!letters.SequenceEqual(Encoding.ASCII.GetBytes(signature)))
            throw source.Broken($"a {what} ('{signature}') is expected, found {Convert.ToHexString(letters)}", start);
        return this;
    }

    /// <summary>Reads a version and refuses those that are not known.</summary>
    internal int Version(int first, int last)
    {
        int version = Byte();
        return version >= first && version <= last
            ? version
            : throw Broken($"version {version} of the {what} is unknown, expected {(first == last ? $"{first}" : $"{first} to {last}")}");
    }

    /// <summary>Refuses a structure whose next field is not the check sum of all before it.</summary>
    internal void CheckSum()
    {
        uint sum = Lookup3.Hash(bytes.Span[.._at]);
        uint stored = UInt32();
        if (stored != sum)
            throw Broken($"the check sum of the {what} is {stored:X8}, expected {sum:X8}");
    }

    internal Hdf5Exception Broken(string problem) => source.Broken(problem, Address);
}
