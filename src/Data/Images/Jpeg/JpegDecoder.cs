using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>Reads a file's segments in order (T.81, B.2), keeps its tables and decodes its scans into the components' samples.</summary>
/// <param name="file">The whole file.</param>
internal ref struct JpegDecoder(ReadOnlySpan<byte> file)
{
    private readonly JpegTables _tables = new();
    private JpegSegments _segments = new(file);
    private JpegFrame? _frame;
    private JpegEffort _effort = new(file.Length);

    /// <summary>What the components mean; known once the frame is read.</summary>
    internal readonly JpegColours Colours => _tables.Colours(_frame!.Components);

    /// <summary>Decodes all scans.</summary>
    /// <exception cref="ImageFormatException">The file is damaged, cut off, or of a kind that is not supported.</exception>
    internal JpegFrame ReadFrame()
    {
        while (_segments.NextMarker() is { } marker)
        {
            if (marker == JpegMarker.EndOfImage)
                return Finish();
            if (JpegMarker.StandsAlone(marker))
                continue;
            ReadOnlySpan<byte> segment = _segments.Segment(marker);
            if (marker == JpegMarker.StartOfScan)
            {
                ReadScan(segment);
                if (!_frame!.IsProgressive && _frame.Components.All(component => component.Quantization is not null))
                    return _frame;
            }
            else if (JpegMarker.IsFrame(marker))
            {
                _frame = _frame is null
                    ? JpegFrame.Read(marker, segment, _segments.File.Length)
                    : throw new ImageFormatException("it has two frame headers");
                foreach (JpegComponent component in _frame.Components)
                    component.Allocate(_frame.IsProgressive);
            }
            else
            {
                _tables.Read(marker, segment);
            }
        }

        throw new ImageFormatException(_frame is null ? "it ends before a frame header" : "it is cut off: it ends before its last scan");
    }

    /// <summary>Gives the memory of the samples back.</summary>
    internal readonly void Dispose()
    {
        foreach (JpegComponent component in _frame?.Components ?? [])
            component.Dispose();
    }

    private void ReadScan(ReadOnlySpan<byte> segment)
    {
        JpegFrame frame = _frame ?? throw new ImageFormatException("it has a scan before the frame header");
        JpegScan scan = JpegScan.Read(segment, frame);
        scan.Bind(_tables);
        _effort.Spend(scan);
        JpegBits bits = new(_segments.File, _segments.Position);
        JpegScanDecoder.Decode(scan, ref bits, _tables.RestartInterval);
        _segments.Position = bits.Position;
    }

    /// <summary>The end of the picture. A progressive frame's coefficients become samples only now.</summary>
    private readonly JpegFrame Finish()
    {
        if (_frame is null || _frame.Components.All(component => component.Quantization is null))
            throw new ImageFormatException("it ends without a scan");
        if (_frame.IsProgressive)
            foreach (JpegComponent component in _frame.Components)
                JpegScanDecoder.Transform(component);
        return _frame;
    }
}
