namespace KerasNet.Data.Images;

/// <summary>Blocks of a progressive scan (T.81, G.1.2): the first bits of DC or of a band of AC coefficients, or one more bit of them.</summary>
/// <param name="scan">Which coefficients and bits the scan brings.</param>
internal struct JpegProgression(JpegScan scan)
{
    private readonly JpegScan _scan = scan;

    /// <summary>Blocks whose band has no further coefficient.</summary>
    private int _emptyBlocks;

    /// <summary>Begins a restart interval.</summary>
    internal void Restart() => _emptyBlocks = 0;

    internal void Decode(JpegComponent component, Span<short> block, ref JpegBits bits)
    {
        bits.Ensure();
        if (_scan.First > 0)
        {
            if (_scan.High == 0)
                DecodeBand(component.AcTable!, block, ref bits);
            else
                RefineBand(component.AcTable!, block, ref bits);
        }
        else if (_scan.High == 0)
        {
            DecodeDc(component, block, ref bits);
        }
        else if (bits.Take(1) == 1)
        {
            block[0] |= (short)(1 << _scan.Low);
        }
    }

    private readonly void DecodeDc(JpegComponent component, Span<short> block, ref JpegBits bits)
    {
        int size = component.DcTable!.Decode(ref bits);
        if (size > 0)
            component.LastDc += bits.TakeSigned(size);
        block[0] = (short)(component.LastDc << _scan.Low);
    }

    private void DecodeBand(JpegHuffmanTable table, Span<short> block, ref JpegBits bits)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        for (int k = _scan.First; k <= _scan.Last; k++)
        {
            bits.Ensure();
            int symbol = table.Decode(ref bits);
            (int run, int size) = (symbol >> 4, symbol & 15);
            if (size > 0)
            {
                k += run;
                block[JpegZigzag.Natural(k)] = (short)(bits.TakeSigned(size) << _scan.Low);
            }
            else if (run == 15)
            {
                k += 15;
            }
            else
            {
                _emptyBlocks = EmptyBlocks(run, ref bits) - 1;
                return;
            }
        }
    }

    /// <summary>One more bit for coefficients that are not zero; new ones come between them (G.1.2.3).</summary>
    private void RefineBand(JpegHuffmanTable table, Span<short> block, ref JpegBits bits)
    {
        int k = _scan.First;
        if (_emptyBlocks == 0)
        {
            for (; k <= _scan.Last; k++)
            {
                bits.Ensure();
                int symbol = table.Decode(ref bits);
                (int run, int size) = (symbol >> 4, symbol & 15);
                int value = 0;
                if (size > 0)
                {
                    value = bits.Take(1) == 1 ? 1 << _scan.Low : -1 << _scan.Low;
                }
                else if (run != 15)
                {
                    _emptyBlocks = EmptyBlocks(run, ref bits);
                    break;
                }

                k = RefineUpTo(run, k, block, ref bits);
                if (value != 0 && k <= _scan.Last)
                    block[JpegZigzag.Natural(k)] = (short)value;
            }
        }

        if (_emptyBlocks > 0)
        {
            RefineUpTo(JpegComponent.BlockSize, k, block, ref bits);
            _emptyBlocks--;
        }
    }

    /// <summary>Refines coefficients until so many zeros are passed over.</summary>
    /// <returns>The place of the next zero, or one behind the band.</returns>
    private readonly int RefineUpTo(int zeros, int k, Span<short> block, ref JpegBits bits)
    {
        for (; k <= _scan.Last; k++)
        {
            ref short coefficient = ref block[JpegZigzag.Natural(k)];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                    break;
                continue;
            }

            bits.Ensure();
            if (bits.Take(1) == 1 && (coefficient & (1 << _scan.Low)) == 0)
                coefficient += (short)(coefficient >= 0 ? 1 << _scan.Low : -1 << _scan.Low);
        }

        return k;
    }

    /// <summary>The length of a run of blocks, this one included.</summary>
    private static int EmptyBlocks(int size, ref JpegBits bits) => size == 0 ? 1 : (1 << size) + bits.Take(size);
}
