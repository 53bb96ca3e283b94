using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>Philox4x32-10, a counter-based random generator: four random words are a pure function of a counter and a key.</summary>
/// <remarks>J. Salmon, M. Moraes, R. Dror, D. Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011.</remarks>
internal static class Philox
{
    internal const int WordsPerBlock = 4;

    internal const uint MultiplierA = 0xD2511F53;
    internal const uint MultiplierB = 0xCD9E8D57;
    internal const uint WeylA = 0x9E3779B9;
    internal const uint WeylB = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>The four words of block <paramref name="block"/> in the stream (seed, counter).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (uint A, uint B, uint C, uint D) Block(ulong seed, ulong counter, ulong block)
    {
        (uint a, uint b, uint c, uint d) = ((uint)block, (uint)(block >> 32), (uint)counter, (uint)(counter >> 32));
        (uint keyA, uint keyB) = ((uint)seed, (uint)(seed >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong left = (ulong)MultiplierA * a;
            ulong right = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(right >> 32) ^ b ^ keyA, (uint)right, (uint)(left >> 32) ^ d ^ keyB, (uint)left);
            keyA += WeylA;
            keyB += WeylB;
        }

        return (a, b, c, d);
    }
}
