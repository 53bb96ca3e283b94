namespace KerasNet.Data;

/// <summary>
/// Random numbers for one item of a generated data set, from its seed and its index alone: items may be made in any order, by any thread.
/// Only integer operations and exact floating-point ones are used, so that every machine makes the same numbers.
/// </summary>
internal struct CounterRandom(ulong seed, ulong index)
{
    private ulong _state = Mix(Mix(seed) + index);

    /// <summary>64 random bits (the SplitMix64 sequence).</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
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

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        return bits ^ bits >> 31;
    }
}
