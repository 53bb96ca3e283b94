namespace KerasNet.Data.Images;

/// <summary>RGBA with colours multiplied by alpha, so that transparent pixels do not bleed when neighbours are mixed; rounded as in Pillow.</summary>
internal static class AlphaWeighting
{
    /// <summary>A copy with each colour times alpha / 255, rounded.</summary>
    internal static byte[] Multiply(byte[] pixels)
    {
        byte[] multiplied = GC.AllocateUninitializedArray<byte>(pixels.Length);
        for (int i = 0; i < pixels.Length; i += 4)
        {
            byte alpha = pixels[i + 3];
            for (int c = 0; c < 3; c++)
                multiplied[i + c] = MultiplyBytes(pixels[i + c], alpha);
            multiplied[i + 3] = alpha;
        }

        return multiplied;
    }

    /// <summary>Divides each colour by alpha / 255, cut off.</summary>
    internal static void Divide(byte[] pixels)
    {
        for (int i = 0; i < pixels.Length; i += 4)
            if (pixels[i + 3] is > 0 and < byte.MaxValue and var alpha)
                for (int c = 0; c < 3; c++)
                    pixels[i + c] = (byte)Math.Min(byte.MaxValue, byte.MaxValue * pixels[i + c] / alpha);
    }

    /// <summary>a · b / 255, rounded, without a division.</summary>
    internal static byte MultiplyBytes(int a, int b)
    {
        int product = a * b + 128;
        return (byte)((product + (product >> 8)) >> 8);
    }
}
