using KerasNet.Callbacks;

namespace KerasNet.Layers;

/// <summary>The one place where randomness enters: a stream of seeds, and host-side random numbers made from a seed.</summary>
internal static class RandomSource
{
    /// <summary>Restarts the stream of the session.</summary>
    internal static void Reset(long seed) => Session.Current.Seeds.Reset(seed);

    /// <summary>Notes where the stream of the session stands, or goes there.</summary>
    internal static void KeepState(RunState state) => Session.Current.Seeds.KeepState(state);

    /// <summary>The next seed of the session's stream.</summary>
    internal static long NextSeed() => Session.Current.Seeds.Next();
}

/// <summary>An endless stream of seeds: Philox4x32-10 from one seed.</summary>
internal sealed class SeedStream(long seed)
{
    private readonly Lock _lock = new();
    private ulong _seed = (ulong)seed;
    private ulong _count;

    /// <summary>Starts anew.</summary>
    internal void Reset(long seed)
    {
        lock (_lock)
            (_seed, _count) = ((ulong)seed, 0);
    }

    /// <summary>Notes where the stream stands, or goes there.</summary>
    internal void KeepState(RunState state)
    {
        lock (_lock)
        {
            _seed = unchecked((ulong)state.Keep("seed", unchecked((long)_seed)));
            _count = unchecked((ulong)state.Keep("count", unchecked((long)_count)));
        }
    }

    /// <summary>The next seed.</summary>
    internal long Next()
    {
        lock (_lock)
        {
            (uint a, uint b, _, _) = Philox.Block(_seed, ulong.MaxValue, _count++);
            return (long)(((ulong)a << 32) | b);
        }
    }
}

/// <summary>A stream of random numbers on the host, for initial weights and shuffling: Philox4x32-10 from a seed.</summary>
internal sealed class RandomStream(long seed, ulong stream = 0)
{
    /// <summary>How many random bits an even draw has: as many as fit a float32 exactly.</summary>
    internal const int UniformBits = 24;

    private ulong _block;
    private (uint A, uint B, uint C, uint D) _words;
    private int _used = Philox.WordsPerBlock;
    private double _spare = double.NaN;

    /// <summary>32 random bits.</summary>
    internal uint NextBits()
    {
        if (_used == Philox.WordsPerBlock)
        {
            _words = Philox.Block((ulong)seed, stream, _block++);
            _used = 0;
        }

        return _used++ switch
        {
            0 => _words.A,
            1 => _words.B,
            2 => _words.C,
            _ => _words.D,
        };
    }

    /// <summary>A number drawn evenly from [0, 1), a multiple of 2⁻²⁴.</summary>
    internal float NextUniform() => (NextBits() >> (32 - UniformBits)) * (1f / (1 << UniformBits));

    /// <summary>A number drawn evenly from [from, to).</summary>
    internal double NextWithin(double from, double to) => from + ((to - from) * NextUniform());

    /// <summary>A number of the standard normal distribution (Box–Muller).</summary>
    internal double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log((NextBits() + 1.0) / 4294967296.0));
        double angle = 2 * Math.PI * (NextBits() / 4294967296.0);
        _spare = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    /// <summary>A whole number drawn evenly from 0…count − 1 (Lemire's multiplication; the bias is below 2⁻³²·count).</summary>
    internal int NextIndex(int count) => (int)(((ulong)NextBits() * (ulong)count) >> 32);

    /// <summary>Puts elements in random order (Fisher–Yates).</summary>
    internal void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
