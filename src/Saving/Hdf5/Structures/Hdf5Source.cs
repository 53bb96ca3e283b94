namespace KerasNet.Saving.Hdf5;

/// <summary>A file as its structures see it: addresses that count from the superblock, widths of addresses and lengths, and limits to what it may make us do.</summary>
/// <param name="bytes">All bytes.</param>
/// <param name="name">What errors call the file.</param>
internal sealed class Hdf5Source(FileBytes bytes, string name)
{
    /// <summary>An address of all ones: nothing is there.</summary>
    internal const long Undefined = -1;

    /// <summary>What any dataset may take without a byte of it in the file, as where nothing but a fill value is stored.</summary>
    private const long FreeBytes = 4L << 20;

    /// <summary>How much a byte of deflate can become.</summary>
    private const long MostInflation = 1032;

    /// <summary>What structures may be read of any file, and so many times its length: some are read twice, but none a thousand times.</summary>
    private const long FreeEffort = 8L << 20;

    private const long EffortPerByte = 16;

    private long _effort;

    internal string Name { get; } = name;

    /// <summary>Where the superblock is, behind the user block.</summary>
    internal long Base { get; set; }

    internal int OffsetSize { get; set; } = 8;

    internal int LengthSize { get; set; } = 8;

    /// <summary>The bytes from the superblock on.</summary>
    internal long Length => bytes.Length - Base;

    /// <summary>A structure of known length.</summary>
    internal FieldReader Block(long address, long length, string what)
    {
        Check(address, length, what);
        Charge(length);
        return length <= Array.MaxLength
            ? new(this, bytes.View(Base + address, (int)length), address, what)
            : throw Broken($"the {what} claims {length:N0} bytes", address);
    }

    /// <summary>Copies numbers of a dataset.</summary>
    internal void Copy(long address, Span<byte> target, string what)
    {
        Check(address, target.Length, what);
        bytes.Copy(Base + address, target);
    }

    /// <summary>Numbers of a dataset, in place where they are in memory.</summary>
    internal ReadOnlyMemory<byte> View(long address, int length, string what)
    {
        Check(address, length, what);
        return bytes.View(Base + address, length);
    }

    /// <summary>Refuses a place that is not in the file.</summary>
    internal void Check(long address, long length, string what)
    {
        if (address == Undefined)
            throw Broken($"there is no address where the {what} is expected");
        if (address < 0 || address > Length)
            throw Broken($"an address is outside of the file: the {what} is expected at byte {unchecked((ulong)address):N0} of {Length:N0}");
        if (length < 0 || length > Length - address)
            throw Broken($"the file ends too early: the {what} needs {unchecked((ulong)length):N0} bytes, {Length - address:N0} are left", address);
    }

    /// <summary>Counts work. A file that leads us over the same bytes again and again is refused.</summary>
    internal void Charge(long work)
    {
        _effort += work;
        if (_effort > FreeEffort + (EffortPerByte * Length))
            throw Broken($"its structures lead over the same bytes again and again: {_effort:N0} bytes were read of a file of {Length:N0}");
    }

    /// <summary>Refuses numbers that take much more memory than the file makes plausible.</summary>
    /// <param name="bytes">What they take in memory.</param>
    /// <param name="stored">What the file has of them.</param>
    /// <param name="deflated">Whether they are compressed there.</param>
    /// <param name="what">Who promises it.</param>
    internal void CheckPromise(UInt128 bytes, long stored, bool deflated, string what)
    {
        UInt128 allowed = (UInt128)FreeBytes + ((UInt128)Math.Min(stored, Length) * (UInt128)(deflated ? MostInflation : 1));
        if (bytes > allowed)
            throw Broken($"{what} declares {bytes:N0} bytes, but the file stores {stored:N0} of them, from which at most {allowed:N0} are made");
    }

    internal Hdf5Exception Broken(string problem, long? address = null) => new(problem, Name, null, address is null ? null : Base + address);
}
