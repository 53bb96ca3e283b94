namespace KerasNet.Tests.Engine.Reference;

/// <summary>Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).</summary>
internal static class Philox
{
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Four words from a counter of four words and a key of two.</summary>
    internal static uint[] Block(uint[] counter, uint[] key)
    {
        uint[] c = [.. counter];
        (uint keyA, uint keyB) = (key[0], key[1]);
        for (int round = 0; round < Rounds; round++)
        {
            ulong a = (ulong)MultiplierA * c[0], b = (ulong)MultiplierB * c[2];
            c = [(uint)(b >> 32) ^ c[1] ^ keyA, (uint)b, (uint)(a >> 32) ^ c[3] ^ keyB, (uint)a];
            keyA = unchecked(keyA + WeylA);
            keyB = unchecked(keyB + WeylB);
        }

        return c;
    }

    /// <summary>Word <paramref name="element"/> of the stream that <see cref="Op.RandomBits"/> draws for a state (seed, counter).</summary>
    internal static uint Word(long seed, long counter, long element)
    {
        long block = element / 4;
        return Block(
            [(uint)block, (uint)(block >> 32), (uint)counter, (uint)(counter >> 32)],
            [(uint)seed, (uint)(seed >> 32)])[element % 4];
    }
}
