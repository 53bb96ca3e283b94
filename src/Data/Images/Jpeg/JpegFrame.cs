using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>The frame header (T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    private const int MostSampling = 4;

    private JpegFrame(int width, int height, bool progressive, JpegComponent[] components)
    {
        Width = width;
        Height = height;
        IsProgressive = progressive;
        Components = components;
        MostHorizontal = components.Max(component => component.Horizontal);
        MostVertical = components.Max(component => component.Vertical);
        foreach (JpegComponent component in components)
            component.Measure(width, height, MostHorizontal, MostVertical);
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Whether coefficients come in several scans.</summary>
    internal bool IsProgressive { get; }

    internal JpegComponent[] Components { get; }

    internal int MostHorizontal { get; }

    internal int MostVertical { get; }

    /// <summary>Units of interleaved components in a row.</summary>
    internal int UnitsAcross => (Width + 8 * MostHorizontal - 1) / (8 * MostHorizontal);

    /// <summary>Rows of units of interleaved components.</summary>
    internal int UnitsDown => (Height + 8 * MostVertical - 1) / (8 * MostVertical);

    internal static JpegFrame Read(byte marker, ReadOnlySpan<byte> segment, int fileBytes)
    {
        if (marker is not (JpegMarker.StartOfFrame0 or JpegMarker.StartOfFrame1 or JpegMarker.StartOfFrame2))
            throw new ImageFormatException($"it is a JPEG of a kind that is not supported: {JpegMarker.Kind(marker)}");
        if (segment.Length < 6 || segment.Length < 6 + 3 * segment[5])
            throw new ImageFormatException($"its frame header has only {segment.Length} bytes");
        if (segment[0] != 8)
            throw new ImageFormatException($"it is a JPEG of {segment[0]} bits a sample, of which only 8 are supported");
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        ImageLimits.Check(width, height, 0, fileBytes);
        if (segment[5] is not (1 or 3 or 4))
            throw new ImageFormatException($"it has {segment[5]} components, expected 1, 3 or 4");
        JpegComponent[] components = new JpegComponent[segment[5]];
        for (int i = 0; i < components.Length; i++)
            components[i] = ReadComponent(segment.Slice(6 + 3 * i, 3));
        JpegFrame frame = new(width, height, marker == JpegMarker.StartOfFrame2, components);
        frame.CheckSampling();
        ImageLimits.Check(width, height, frame.Bytes, fileBytes);
        return frame;
    }

    /// <summary>Coefficients, samples and the picture.</summary>
    private double Bytes => (double)Width * Height * Math.Min(3, Components.Length)
        + Components.Sum(component => component.SampleBytes) * (IsProgressive ? 3.0 : 1.0);

    private static JpegComponent ReadComponent(ReadOnlySpan<byte> entry)
    {
        (int horizontal, int vertical) = (entry[1] >> 4, entry[1] & 15);
        if (horizontal is < 1 or > MostSampling || vertical is < 1 or > MostSampling)
            throw new ImageFormatException($"a component has the sampling factors {horizontal} × {vertical}, expected 1 to {MostSampling}");
        return entry[2] < 4
            ? new(entry[0], horizontal, vertical, entry[2])
            : throw new ImageFormatException($"a component uses quantization table {entry[2]}, expected 0 to 3");
    }

    private void CheckSampling()
    {
        foreach (JpegComponent component in Components)
            if (MostHorizontal % component.Horizontal != 0 || MostVertical % component.Vertical != 0)
                throw new ImageFormatException(
                    $"a component has {component.Horizontal} × {component.Vertical} samples to {MostHorizontal} × {MostVertical} of another; only whole ratios are supported");
    }
}
