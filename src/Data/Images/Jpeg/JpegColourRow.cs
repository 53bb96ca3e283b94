using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Data.Images;

/// <summary>A row of RGB pixels from rows of components (JFIF 1.02), in 16 bits of fraction and with libjpeg's roundings, sixteen pixels at a time.</summary>
/// <param name="width">Pixels in the row.</param>
internal readonly struct JpegColourRow(int width)
{
    private const int Pixels = 16;
    private const int Fraction = 16;

    private readonly int _width = width;
    private readonly byte[] _rgb = new byte[(width + Pixels - 1) / Pixels * Pixels * 3];

    internal void CopyTo(Span<byte> target) => _rgb.AsSpan(0, 3 * _width).CopyTo(target);

    /// <summary>R = Y + 1.402 Cr, G = Y − 0.34414 Cb − 0.71414 Cr, B = Y + 1.772 Cb, with Cb and Cr around 128.</summary>
    internal void FromYCbCr(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr)
    {
        for (int x = 0, at = 0; x < _width; x += Pixels, at += 3 * Pixels)
        {
            (Vector256<int> y0, Vector256<int> y1) = Numbers(y[x..], 0);
            (Vector256<int> b0, Vector256<int> b1) = Numbers(cb[x..], 128);
            (Vector256<int> r0, Vector256<int> r1) = Numbers(cr[x..], 128);
            Interleave(
                Bytes(Red(y0, r0), Red(y1, r1)), Bytes(Green(y0, b0, r0), Green(y1, b1, r1)), Bytes(Blue(y0, b0), Blue(y1, b1)), _rgb.AsSpan(at, 3 * Pixels));
        }
    }

    internal void FromRgb(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue)
    {
        for (int x = 0, at = 0; x < _width; x += Pixels, at += 3 * Pixels)
            Interleave(Vector128.Create(red[x..]), Vector128.Create(green[x..]), Vector128.Create(blue[x..]), _rgb.AsSpan(at, 3 * Pixels));
    }

    /// <summary>Inks as Adobe writes them, 255 = none: a colour is what white leaves of ink and black, rounded as in Pillow.</summary>
    /// <param name="black">The fourth component.</param>
    /// <param name="inverted">Whether the row holds 255 − ink as it is in the file (CMYK); else ink (YCCK, where the transform inverts once more).</param>
    internal void MixBlack(ReadOnlySpan<byte> black, bool inverted)
    {
        for (int x = 0; x < _width; x++)
            foreach (ref byte colour in _rgb.AsSpan(3 * x, 3))
                colour = (byte)Math.Max(0, black[x] - AlphaWeighting.MultiplyBytes(inverted ? byte.MaxValue - colour : colour, black[x]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Red(Vector256<int> y, Vector256<int> cr) => y + ((cr * 91881 + Vector256.Create(1 << (Fraction - 1))) >> Fraction);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Green(Vector256<int> y, Vector256<int> cb, Vector256<int> cr) =>
        y + ((Vector256.Create(1 << (Fraction - 1)) - cb * 22554 - cr * 46802) >> Fraction);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Blue(Vector256<int> y, Vector256<int> cb) => y + ((cb * 116130 + Vector256.Create(1 << (Fraction - 1))) >> Fraction);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Numbers(ReadOnlySpan<byte> samples, int centre)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(samples));
        (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(Vector256.Create(low, high));
        Vector256<int> offset = Vector256.Create(centre);
        return (a.AsInt32() - offset, b.AsInt32() - offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(Vector256<int> low, Vector256<int> high)
    {
        Vector256<int> most = Vector256.Create((int)byte.MaxValue);
        Vector256<uint> a = Vector256.Min(Vector256.Max(low, Vector256<int>.Zero), most).AsUInt32();
        Vector256<uint> b = Vector256.Min(Vector256.Max(high, Vector256<int>.Zero), most).AsUInt32();
        Vector256<ushort> both = Vector256.Narrow(a, b);
        return Vector128.Narrow(both.GetLower(), both.GetUpper());
    }

    /// <summary>RGBRGB… of sixteen of each; an index of 255 gives 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, Span<byte> target)
    {
        const byte No = 255;
        (Vector128.Shuffle(r, Vector128.Create(0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No, 5))
            | Vector128.Shuffle(g, Vector128.Create(No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No))
            | Vector128.Shuffle(b, Vector128.Create(No, No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No))).CopyTo(target);
        (Vector128.Shuffle(r, Vector128.Create(No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10, No))
            | Vector128.Shuffle(g, Vector128.Create(5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10))
            | Vector128.Shuffle(b, Vector128.Create(No, 5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No))).CopyTo(target[16..]);
        (Vector128.Shuffle(r, Vector128.Create(No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No, No))
            | Vector128.Shuffle(g, Vector128.Create(No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No))
            | Vector128.Shuffle(b, Vector128.Create(10, No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15))).CopyTo(target[32..]);
    }
}
