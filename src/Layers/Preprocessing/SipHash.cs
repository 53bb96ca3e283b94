using System.Buffers.Binary;
using System.Numerics;

namespace KerasNet.Layers;

/// <summary>SipHash-2-4: a hash under a key of 128 bits (Aumasson and Bernstein, 2012), as TensorFlow hashes texts with a salt.</summary>
internal static class SipHash
{
    /// <summary>The hash of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="k0">The first half of the key.</param>
    /// <param name="k1">The second half of the key.</param>
    internal static ulong Hash(ReadOnlySpan<byte> bytes, ulong k0, ulong k1)
    {
        State state = new(k0, k1);
        ulong last = (ulong)bytes.Length << 56;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            state.Take(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (int i = 0; i < bytes.Length; i++)
            last |= (ulong)bytes[i] << (8 * i);
        state.Take(last);
        return state.End();
    }

    private ref struct State(ulong k0, ulong k1)
    {
        // "somepseudorandomlygeneratedbytes".
        private ulong _v0 = k0 ^ 0x736f6d6570736575, _v1 = k1 ^ 0x646f72616e646f6d, _v2 = k0 ^ 0x6c7967656e657261, _v3 = k1 ^ 0x7465646279746573;

        internal void Take(ulong word)
        {
            _v3 ^= word;
            Rounds(2);
            _v0 ^= word;
        }

        internal ulong End()
        {
            _v2 ^= 0xff;
            Rounds(4);
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _v0 += _v1;
                _v2 += _v3;
                _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
                _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
                _v0 = BitOperations.RotateLeft(_v0, 32) + _v3;
                _v2 += _v1;
                _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
                _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
                _v2 = BitOperations.RotateLeft(_v2, 32);
            }
        }
    }
}
