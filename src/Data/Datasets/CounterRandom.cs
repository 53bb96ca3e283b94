namespace KerasNet.Data;

/// <summary>
/// Random numbers for one item of a generated data set, from its seed and its index alone: items may be made in any order, by any thread.
/// Only integer operations and exact floating-point ones are used, so that every machine makes the same numbers.
/// </summary>
internal struct CounterRandom(ulong seed, ulong index)
{
    private ulong _block;
    private ulong? _spare;

    /// <summary>64 random bits: half a block of Philox4x32-10 in the stream (seed, index).</summary>
    public ulong NextBits()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        (uint a, uint b, uint c, uint d) = Philox.Block(seed, index, _block++);
        _spare = ((ulong)c << 32) | d;
        return ((ulong)a << 32) | b;
    }

    /// <summary>An integer from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(NextBits(), (ulong)limit, out _);

    /// <summary>Uniform between two numbers.</summary>
    public float Between(float low, float high) => low + (high - low) * Unit(NextBits());

    /// <summary>Bell-shaped round 0 with standard deviation 1, never beyond ±3.5: the sum of four uniform numbers.</summary>
    public float Bell()
    {
        ulong bits = NextBits();
        int sum = (int)(bits & 0xFFFF) + (int)(bits >> 16 & 0xFFFF) + (int)(bits >> 32 & 0xFFFF) + (int)(bits >> 48);
        return (sum - 2 * 0xFFFF) * (1.7320508f / 0xFFFF);
    }

    private static float Unit(ulong bits) => (bits >> 40) * (1f / (1 << 24));
}
