namespace KerasNet.Tuning;

/// <summary>Random numbers that depend on a seed and a counter only, so that a search can be taken up again anywhere (SplitMix64, Steele et al., 2014).</summary>
internal sealed class Draws(long seed)
{
    /// <summary>How many numbers were drawn. Set back, the same ones come again.</summary>
    internal ulong Count { get; set; }

    /// <summary>The next number, 0 (inclusive) to 1.</summary>
    internal double Next()
    {
        ulong z = Mix((ulong)seed) + (++Count * 0x9E3779B97F4A7C15);
        return (Mix(z) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
