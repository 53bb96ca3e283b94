namespace KerasNet.Data.Images;

/// <summary>Blocks of baseline and extended frames (T.81, F.2.2).</summary>
internal static class JpegSequential
{
    /// <summary>Decodes a block and transforms it at once.</summary>
    internal static void Decode(JpegComponent component, ref JpegBits bits, Span<byte> samples)
    {
        Span<short> block = stackalloc short[JpegComponent.BlockSize];
        block.Clear();
        bits.Ensure();
        int size = component.DcTable!.Decode(ref bits);
        if (size > 0)
            component.LastDc += bits.TakeSigned(size);
        block[0] = (short)component.LastDc;
        if (DecodeAc(component.AcTable!, ref bits, block))
            JpegTransform.Inverse(block, component.Quantization, samples, component.Stride);
        else
            JpegTransform.Fill(block[0], component.Quantization![0], samples, component.Stride);
    }

    /// <summary>Whether there was a coefficient.</summary>
    private static bool DecodeAc(JpegHuffmanTable table, ref JpegBits bits, scoped Span<short> block)
    {
        bool any = false;
        int k = 1;
        while (k < JpegComponent.BlockSize)
        {
            bits.Ensure();
            int found = table.PeekCoefficient(ref bits);
            if (found != 0)
            {
                bits.Skip(found & 0xFF);
                k += (found >> 8) & 0xFF;
                block[JpegZigzag.Natural(k++)] = (short)(found >> 16);
                any = true;
                continue;
            }

            int symbol = table.Decode(ref bits);
            (int run, int size) = (symbol >> 4, symbol & 15);
            if (size == 0)
            {
                if (run != 15)
                    break;
                k += 16;
                continue;
            }

            k += run;
            block[JpegZigzag.Natural(k++)] = (short)bits.TakeSigned(size);
            any = true;
        }

        return any;
    }
}
