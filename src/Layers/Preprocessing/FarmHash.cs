using System.Buffers.Binary;
using System.Numerics;

namespace KerasNet.Layers;

/// <summary>FarmHash's 64-bit fingerprint, which never changes: Google's published algorithm (Geoff Pike, 2014), as TensorFlow hashes texts into buckets.</summary>
internal static class FarmHash
{
    // Primes between 2^63 and 2^64.
    private const ulong K0 = 0xc3a5c85c97cb3127, K1 = 0xb492b66fbe98f273, K2 = 0x9ae16a3b2f90404f;

    private const ulong CatPrime = 0xc6a4a7935bd1e995;

    /// <summary>The fingerprint of some bytes.</summary>
    internal static ulong Fingerprint(ReadOnlySpan<byte> s) => s.Length switch
    {
        0 => K2,
        < 4 => UpTo3(s),
        < 8 => UpTo7(s),
        <= 16 => UpTo16(s),
        <= 32 => UpTo32(s),
        <= 64 => UpTo64(s),
        _ => Long(s),
    };

    /// <summary>The fingerprint of two fingerprints in this order: TensorFlow's FingerprintCat64.</summary>
    internal static ulong Combine(ulong first, ulong second)
    {
        ulong result = ((first ^ CatPrime) ^ (ShiftMix(second * CatPrime) * CatPrime)) * CatPrime;
        return ShiftMix(ShiftMix(result) * CatPrime);
    }

    private static ulong UpTo3(ReadOnlySpan<byte> s)
    {
        uint y = s[0] + ((uint)s[s.Length >> 1] << 8), z = (uint)s.Length + ((uint)s[^1] << 2);
        return ShiftMix((y * K2) ^ (z * K0)) * K2;
    }

    private static ulong UpTo7(ReadOnlySpan<byte> s) => Mix((uint)s.Length + ((ulong)Four(s, 0) << 3), Four(s, s.Length - 4), Multiplier(s));

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        ulong multiplier = Multiplier(s), a = Eight(s, 0) + K2, b = Eight(s, s.Length - 8);
        ulong c = (BitOperations.RotateRight(b, 37) * multiplier) + a, d = (BitOperations.RotateRight(a, 25) + b) * multiplier;
        return Mix(c, d, multiplier);
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        ulong multiplier = Multiplier(s), a = Eight(s, 0) * K1, b = Eight(s, 8), c = Eight(s, s.Length - 8) * multiplier, d = Eight(s, s.Length - 16) * K2;
        return Mix(
            BitOperations.RotateRight(a + b, 43) + BitOperations.RotateRight(c, 30) + d, a + BitOperations.RotateRight(b + K2, 18) + c, multiplier);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        ulong multiplier = Multiplier(s), a = Eight(s, 0) * K2, b = Eight(s, 8), c = Eight(s, s.Length - 8) * multiplier, d = Eight(s, s.Length - 16) * K2;
        ulong y = BitOperations.RotateRight(a + b, 43) + BitOperations.RotateRight(c, 30) + d;
        ulong z = Mix(y, a + BitOperations.RotateRight(b + K2, 18) + c, multiplier);
        ulong e = Eight(s, 16) * multiplier, f = Eight(s, 24), g = (y + Eight(s, s.Length - 32)) * multiplier, h = (z + Eight(s, s.Length - 24)) * multiplier;
        return Mix(
            BitOperations.RotateRight(e + f, 43) + BitOperations.RotateRight(g, 30) + h, e + BitOperations.RotateRight(f + a, 18) + g, multiplier);
    }

    private static ulong Long(ReadOnlySpan<byte> s)
    {
        ulong x = 81, y = (x * K1) + 113, z = ShiftMix((y * K2) + 113) * K2;
        x = (x * K2) + Eight(s, 0);
        (ulong First, ulong Second) v = (0, 0), w = (0, 0);
        int end = (s.Length - 1) / 64 * 64, tail = (s.Length - 1) & 63;
        for (int i = 0; i < end; i += 64)
            Round(s, i, K1, 1, ref x, ref y, ref z, ref v, ref w);

        ulong multiplier = K1 + ((z & 0xff) << 1);
        w.First += (ulong)tail;
        v.First += w.First;
        w.First += v.First;
        Round(s, end + tail - 63, multiplier, 9, ref x, ref y, ref z, ref v, ref w);
        return Mix(Mix(v.First, w.First, multiplier) + (ShiftMix(y) * K0) + z, Mix(v.Second, w.Second, multiplier) + x, multiplier);
    }

    /// <summary>Takes 64 bytes in.</summary>
    private static void Round(
        ReadOnlySpan<byte> s, int i, ulong prime, ulong factor, ref ulong x, ref ulong y, ref ulong z, ref (ulong First, ulong Second) v, ref (ulong First, ulong Second) w)
    {
        x = BitOperations.RotateRight(x + y + v.First + Eight(s, i + 8), 37) * prime;
        y = BitOperations.RotateRight(y + v.Second + Eight(s, i + 48), 42) * prime;
        x ^= w.Second * factor;
        y += (v.First * factor) + Eight(s, i + 40);
        z = BitOperations.RotateRight(z + w.First, 33) * prime;
        v = Weak(s, i, v.Second * prime, x + w.First);
        w = Weak(s, i + 32, z + w.Second, y + Eight(s, i + 16));
        (z, x) = (x, z);
    }

    /// <summary>A quick hash of 32 bytes.</summary>
    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, int i, ulong a, ulong b)
    {
        ulong last = Eight(s, i + 24);
        a += Eight(s, i);
        b = BitOperations.RotateRight(b + a + last, 21);
        ulong first = a;
        a += Eight(s, i + 8) + Eight(s, i + 16);
        return (a + last, b + BitOperations.RotateRight(a, 44) + first);
    }

    private static ulong Mix(ulong u, ulong v, ulong multiplier)
    {
        ulong a = ShiftMix((u ^ v) * multiplier);
        return ShiftMix((v ^ a) * multiplier) * multiplier;
    }

    private static ulong Multiplier(ReadOnlySpan<byte> s) => K2 + ((ulong)s.Length * 2);

    private static ulong ShiftMix(ulong value) => value ^ (value >> 47);

    private static ulong Eight(ReadOnlySpan<byte> s, int i) => BinaryPrimitives.ReadUInt64LittleEndian(s[i..]);

    private static uint Four(ReadOnlySpan<byte> s, int i) => BinaryPrimitives.ReadUInt32LittleEndian(s[i..]);
}
