using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasNet;

/// <summary>Many words of the random stream <see cref="Philox"/> at a time.</summary>
internal static unsafe class RandomWords
{
    private const int Lanes = 4;

    /// <summary>Writes words start … start + count − 1 of the stream of a seed and a counter; the start is a multiple of 4.</summary>
    internal static void Fill(ulong seed, ulong counter, long start, uint* result, long count)
    {
        ulong block = (ulong)start / Philox.WordsPerBlock;
        if (Avx2.IsSupported)
        {
            for (; count >= 8 * Lanes; count -= 8 * Lanes, result += 8 * Lanes, block += 2 * Lanes)
                EightBlocks(seed, counter, block, result);
        }

        uint* words = stackalloc uint[Philox.WordsPerBlock];
        for (; count > 0; count -= Philox.WordsPerBlock, result += Philox.WordsPerBlock, block++)
        {
            (words[0], words[1], words[2], words[3]) = Philox.Block(seed, counter, block);
            for (int i = 0; i < Math.Min(count, Philox.WordsPerBlock); i++)
                result[i] = words[i];
        }
    }

    /// <summary>Eight blocks at once: each 64-bit lane holds one word of one block in its lower half; the multiplication ignores the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightBlocks(ulong seed, ulong counter, ulong block, uint* result)
    {
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> first = Vector256.Create(block) + Vector256.Create(0ul, 1, 2, 3);
        Vector256<ulong> second = first + Vector256.Create((ulong)Lanes);
        Vector256<uint> factorA = Vector256.Create((ulong)Philox.MultiplierA).AsUInt32(), factorB = Vector256.Create((ulong)Philox.MultiplierB).AsUInt32();
        Vector256<ulong> x0 = first & low, x1 = first >>> 32, x2 = Vector256.Create(counter & uint.MaxValue), x3 = Vector256.Create(counter >> 32);
        Vector256<ulong> y0 = second & low, y1 = second >>> 32, y2 = x2, y3 = x3;
        uint keyA = (uint)seed, keyB = (uint)(seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++, keyA += Philox.WeylA, keyB += Philox.WeylB)
        {
            Vector256<ulong> a = Vector256.Create((ulong)keyA), b = Vector256.Create((ulong)keyB);
            Vector256<ulong> productA = Avx2.Multiply(x0.AsUInt32(), factorA), productB = Avx2.Multiply(x2.AsUInt32(), factorB);
            x0 = (productB >>> 32) ^ x1 ^ a;
            x2 = (productA >>> 32) ^ x3 ^ b;
            x1 = productB & low;
            x3 = productA & low;
            productA = Avx2.Multiply(y0.AsUInt32(), factorA);
            productB = Avx2.Multiply(y2.AsUInt32(), factorB);
            y0 = (productB >>> 32) ^ y1 ^ a;
            y2 = (productA >>> 32) ^ y3 ^ b;
            y1 = productB & low;
            y3 = productA & low;
        }

        Store(x0, x1, x2, x3, result);
        Store(y0, y1, y2, y3, result + 4 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> x0, Vector256<ulong> x1, Vector256<ulong> x2, Vector256<ulong> x3, uint* result)
    {
        // Words 0 and 1 of a block side by side in each lane, then words 2 and 3; then the pairs of a block.
        Vector256<ulong> a = x0 | (x1 << 32), b = x2 | (x3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(a, b), odd = Avx2.UnpackHigh(a, b);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(result);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(result + 8);
    }
}
