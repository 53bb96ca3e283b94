namespace KerasNet.Data.Images;

/// <summary>The scan header (T.81, B.2.3) with, in progressive frames, the band of coefficients and the bits that it brings (G.1.1.1).</summary>
internal sealed class JpegScan
{
    private const int MostBlocksInUnit = 10;

    private readonly (int Dc, int Ac)[] _slots;

    private JpegScan(JpegFrame frame, JpegComponent[] components, (int Dc, int Ac)[] slots, int first, int last, int high, int low)
    {
        (Frame, Components, _slots, First, Last, High, Low) = (frame, components, slots, first, last, high, low);
        if (components.Length > 1 && components.Sum(component => component.Horizontal * component.Vertical) > MostBlocksInUnit)
            throw new ImageFormatException($"a unit of its scan has more than {MostBlocksInUnit} blocks");
        if (frame.IsProgressive)
            CheckProgression();
    }

    internal JpegFrame Frame { get; }

    internal JpegComponent[] Components { get; }

    /// <summary>The first coefficient of the band, in zigzag order.</summary>
    internal int First { get; }

    /// <summary>The last coefficient of the band.</summary>
    internal int Last { get; }

    /// <summary>The bit that was sent last; 0 = none yet.</summary>
    internal int High { get; }

    /// <summary>The bit down to which this scan goes.</summary>
    internal int Low { get; }

    internal static JpegScan Read(ReadOnlySpan<byte> segment, JpegFrame frame)
    {
        int count = segment.Length > 0 ? segment[0] : 0;
        if (count is < 1 or > 4 || segment.Length < 4 + 2 * count)
            throw new ImageFormatException($"a scan header of {segment.Length} bytes names {count} components, expected 1 to 4");
        JpegComponent[] components = new JpegComponent[count];
        (int Dc, int Ac)[] slots = new (int, int)[count];
        for (int i = 0; i < count; i++)
        {
            byte id = segment[1 + 2 * i];
            components[i] = frame.Components.FirstOrDefault(component => component.Id == id && !components.Contains(component))
                ?? throw new ImageFormatException($"a scan names the component {id}, which the frame does not have");
            slots[i] = (segment[2 + 2 * i] >> 4, segment[2 + 2 * i] & 15);
            if (slots[i].Dc > 3 || slots[i].Ac > 3)
                throw new ImageFormatException($"a scan uses the Huffman tables {slots[i].Dc} and {slots[i].Ac}, expected 0 to 3");
        }

        ReadOnlySpan<byte> end = segment[(1 + 2 * count)..];
        return new(frame, components, slots, end[0], end[1], end[2] >> 4, end[2] & 15);
    }

    /// <summary>Hands the components the tables that hold now.</summary>
    internal void Bind(JpegTables tables)
    {
        for (int i = 0; i < Components.Length; i++)
        {
            JpegComponent component = Components[i];
            component.Quantization ??= tables.Quantization(component.QuantizationTable);
            if (!Frame.IsProgressive || (First == 0 && High == 0))
                component.DcTable = tables.Dc(_slots[i].Dc);
            if (!Frame.IsProgressive || First > 0)
                component.AcTable = tables.Ac(_slots[i].Ac);
        }
    }

    private void CheckProgression()
    {
        bool band = First == 0 ? Last == 0 : First <= Last && Last < JpegComponent.BlockSize && Components.Length == 1;
        if (!band || Low > 13 || (High != 0 && Low != High - 1))
            throw new ImageFormatException($"a progressive scan of {Components.Length} components has coefficients {First} to {Last} and bits {High} to {Low}");
    }
}
