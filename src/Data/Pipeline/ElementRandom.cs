using System.Runtime.InteropServices;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Random numbers for one element of one walk.</summary>
internal sealed class ElementRandom(long seed, long walk, long place) : Random
{
    private readonly RandomStream _stream = new(seed, Place(walk, place));

    /// <summary>A stream number for an element of a walk. Walks are far apart, so that no two elements share one.</summary>
    internal static ulong Place(long walk, long place) => (ulong)walk * 0x9E37_79B9_7F4A_7C15 + (ulong)place;

    public override int Next() => NextBelow(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return NextBelow(maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)((Sample() * ((long)maxValue - minValue))));
    }

    public override long NextInt64() => (long)(Bits() >> 1) is var number && number != long.MaxValue ? number : 0;

    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)Math.BigMul(Bits(), (ulong)(maxValue - minValue), out _);
    }

    public override double NextDouble() => Sample();

    public override float NextSingle() => _stream.NextUniform();

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        for (; buffer.Length >= sizeof(uint); buffer = buffer[sizeof(uint)..])
            MemoryMarshal.Write(buffer, _stream.NextBits());
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)(_stream.NextBits() >> 24);
    }

    protected override double Sample() => (Bits() >> 11) * (1.0 / (1UL << 53));

    private ulong Bits() => ((ulong)_stream.NextBits() << 32) | _stream.NextBits();

    private int NextBelow(int count) => count == 0 ? 0 : _stream.NextIndex(count);
}
