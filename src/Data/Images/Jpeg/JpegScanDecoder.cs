namespace KerasNet.Data.Images;

/// <summary>Goes through the units of a scan and its restart intervals (T.81, A.2, E.2.4).</summary>
internal static class JpegScanDecoder
{
    /// <summary>Decodes a scan: of a sequential frame into samples, of a progressive one into coefficients.</summary>
    internal static void Decode(JpegScan scan, ref JpegBits bits, int restartInterval)
    {
        JpegFrame frame = scan.Frame;
        bool alone = scan.Components.Length == 1;
        (int across, int down) = alone ? (scan.Components[0].WidthInBlocks, scan.Components[0].HeightInBlocks) : (frame.UnitsAcross, frame.UnitsDown);
        JpegProgression progression = new(scan);
        int untilRestart = restartInterval;
        int restart = 0;
        BeginInterval(scan);
        for (int y = 0; y < down; y++)
            for (int x = 0; x < across; x++)
            {
                if (restartInterval > 0 && untilRestart-- == 0)
                {
                    bits.Restart(restart);
                    restart = (restart + 1) & 7;
                    untilRestart = restartInterval - 1;
                    progression.Restart();
                    BeginInterval(scan);
                }

                // Without data the rest of an interval stays grey, as in libjpeg.
                if (bits.Overdrawn)
                    continue;
                DecodeUnit(scan, ref bits, ref progression, x, y, alone);
                if (bits.Overdrawn && bits.Ended)
                    throw new ImageFormatException($"it is cut off: its data ends in row {y + 1} of {down} of a scan");
            }
    }

    /// <summary>Turns all coefficients of a component into samples.</summary>
    internal static void Transform(JpegComponent component)
    {
        if (component.Quantization is not { } quantization)
            return;
        for (int y = 0; y < component.BlocksDown; y++)
            for (int x = 0; x < component.BlocksAcross; x++)
                JpegTransform.Inverse(component.Block(x, y), quantization, component.BlockSamples(x, y), component.Stride);
    }

    private static void BeginInterval(JpegScan scan)
    {
        foreach (JpegComponent component in scan.Components)
            component.LastDc = 0;
    }

    private static void DecodeUnit(JpegScan scan, ref JpegBits bits, ref JpegProgression progression, int x, int y, bool alone)
    {
        foreach (JpegComponent component in scan.Components)
        {
            (int across, int down) = alone ? (1, 1) : (component.Horizontal, component.Vertical);
            for (int row = y * down; row < (y + 1) * down; row++)
                for (int column = x * across; column < (x + 1) * across; column++)
                    if (scan.Frame.IsProgressive)
                        progression.Decode(component, component.Block(column, row), ref bits);
                    else
                        JpegSequential.Decode(component, ref bits, component.BlockSamples(column, row));
        }
    }
}
