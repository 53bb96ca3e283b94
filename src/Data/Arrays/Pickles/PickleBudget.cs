namespace KerasNet.Data;

/// <summary>Counts what the values of a pickle take in memory, roughly, and stops where the pickle's length does not justify it.</summary>
internal sealed class PickleBudget(int pickleLength)
{
    private const long Free = 8L << 20;
    private const int PerByte = 24;
    private const int BytesOfObject = 64;
    private const int BytesOfValue = 16;

    private readonly long _most = Free + ((long)PerByte * pickleLength);
    private long _taken;

    /// <summary>One more object: a list, a text, something remembered.</summary>
    internal void Object() => Take(BytesOfObject);

    /// <summary>More places for values.</summary>
    internal void Values(int count) => Take((long)BytesOfValue * count);

    private void Take(long bytes)
    {
        _taken += bytes;
        if (_taken > _most)
            throw new InvalidDataException($"the pickle of {pickleLength:N0} bytes takes more than {_most:N0} bytes of memory");
    }
}
