namespace KerasNet.Engine.Cpu;

/// <summary>
/// The windows of a convolution as rows of a matrix that is never written down: a row is made of runs of elements that lie side by side in the source,
/// the same for every window, and neighbouring windows lie at a constant distance.
/// </summary>
/// <remarks>
/// Where windows reach into the padding, the part of the source under a box of windows is copied with zeros around it; otherwise it is read in place.
/// </remarks>
internal sealed unsafe class ConvolutionWindows
{
    /// <summary>Elements of the source and the target that a box covers: they stay in the second-level cache.</summary>
    private const int BoxElements = 64 * 1024;

    /// <summary>So many boxes keep a few threads busy to the end.</summary>
    private const int EvenBoxes = 16;

    /// <summary>So many windows are worth fetching the filters.</summary>
    private const int MinWindows = 96;

    private readonly WindowAxis _planes;
    private readonly WindowAxis _lines;
    private readonly WindowAxis _cells;
    private readonly int _channels;
    private readonly int _targetChannels;
    private readonly bool _padded;
    private readonly nint _planeStride;
    private readonly nint _lineStride;
    private readonly int _linesPerBox;
    private readonly int _lengthPerBox;
    private readonly int _boxesPerPlane;
    private readonly int _boxesPerLine;

    /// <summary>Describes windows.</summary>
    /// <param name="axes">The three space axes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="channels">Channels of the source.</param>
    /// <param name="groups">Groups of channels; a row has those of one group.</param>
    /// <param name="targetChannels">Channels of the target.</param>
    internal ConvolutionWindows(WindowAxis[] axes, int batch, int channels, int groups, int targetChannels)
    {
        (_planes, _lines, _cells) = (axes[0], axes[1], axes[2]);
        _channels = channels;
        _targetChannels = targetChannels;
        GroupChannels = channels / groups;
        _padded = axes.Any(axis => axis.NeedsPadding);

        bool merged = groups == 1 && _cells.IsConnected;
        WindowTap[] starts = merged ? _cells.Taps[..Math.Min(1, _cells.Taps.Length)] : _cells.Taps;
        RunLength = merged ? _cells.Taps.Length * channels : GroupChannels;

        int perWindow = _cells.Step * channels + targetChannels;
        if ((long)_cells.Count * perWindow > BoxElements)
        {
            _lengthPerBox = EvenPart(_cells.Count, Math.Max(BoxElements / perWindow, MinWindows));
            _linesPerBox = 1;
        }
        else
        {
            _lengthPerBox = Math.Max(_cells.Count, 1);
            int lines = Math.Max(BoxElements / Math.Max(_lines.Step * _cells.Source * channels + _cells.Count * targetChannels, 1), 1);
            int even = (int)((long)batch * _planes.Count * _lines.Count / EvenBoxes);
            lines = Math.Min(lines, Math.Max(even, (MinWindows + _lengthPerBox - 1) / _lengthPerBox));
            _linesPerBox = EvenPart(_lines.Count, lines);
        }

        _boxesPerLine = (_cells.Count + _lengthPerBox - 1) / _lengthPerBox;
        _boxesPerPlane = (_lines.Count + _linesPerBox - 1) / _linesPerBox * _boxesPerLine;
        BoxCount = batch * _planes.Count * _boxesPerPlane;

        _lineStride = (nint)(_padded ? _cells.Span(_lengthPerBox) : _cells.Source) * channels;
        _planeStride = _lineStride * (_padded ? _lines.Span(_linesPerBox) : _lines.Source);
        List<nint> runs = [];
        List<(int, int, int)> taps = [];
        foreach (WindowTap plane in _planes.Taps)
            foreach (WindowTap line in _lines.Taps)
            {
                foreach (WindowTap cell in starts)
                    runs.Add(Shifted(plane, _planes) * _planeStride + Shifted(line, _lines) * _lineStride + (nint)Shifted(cell, _cells) * channels);
                taps.AddRange(_cells.Taps.Select(cell => (plane.Cell, line.Cell, cell.Cell)));
            }

        Runs = [.. runs];
        Taps = [.. taps];
    }

    /// <summary>Channels of a group in the source.</summary>
    internal int GroupChannels { get; }

    /// <summary>Where the runs of a window start, counted from its first cell.</summary>
    internal nint[] Runs { get; }

    /// <summary>Elements of a run.</summary>
    internal int RunLength { get; }

    /// <summary>Elements of a row.</summary>
    internal int RowLength => Runs.Length * RunLength;

    /// <summary>The cells of a filter, (plane, line, cell), in the order of the elements of a row.</summary>
    internal (int Plane, int Line, int Cell)[] Taps { get; }

    /// <summary>Distance between neighbouring windows.</summary>
    internal nint WindowStride => (nint)_cells.Step * _channels;

    /// <summary>Distance between windows of neighbouring lines.</summary>
    internal nint LineStride => _lines.Step * _lineStride;

    /// <summary>Distance between the results of neighbouring windows in the target.</summary>
    internal nint TargetStride => (nint)_cells.TargetStep * _targetChannels;

    /// <summary>The number of boxes.</summary>
    internal int BoxCount { get; }

    /// <summary>The most lines that a box has.</summary>
    internal int LinesPerBox => _linesPerBox;

    /// <summary>All windows.</summary>
    internal long WindowCount => (long)BoxCount / Math.Max(_boxesPerPlane, 1) * _lines.Count * _cells.Count;

    /// <summary>One of the boxes.</summary>
    internal WindowBox Box(int number)
    {
        (int planes, int box) = Math.DivRem(number, _boxesPerPlane);
        int line = box / _boxesPerLine * _linesPerBox, start = box % _boxesPerLine * _lengthPerBox;
        return new(
            planes / _planes.Count, planes % _planes.Count,
            line, Math.Min(_linesPerBox, _lines.Count - line), start, Math.Min(_lengthPerBox, _cells.Count - start));
    }

    /// <summary>The first cell of the first window of a box; valid until this thread asks again.</summary>
    internal float* Load(float* source, in WindowBox box)
    {
        source += (nint)box.Example * _planes.Source * _lines.Source * _cells.Source * _channels;
        int plane = box.Plane * _planes.Step, line = box.Line * _lines.Step, cell = box.Start * _cells.Step;
        if (!_padded)
            return source + plane * _planeStride + line * _lineStride + (nint)cell * _channels;

        (int planes, int lines) = (_planes.Span(1), _lines.Span(box.Lines));
        float* copy = MatMulScratch.ForA(planes * _planeStride);
        for (int p = 0; p < planes; p++)
            for (int l = 0; l < lines; l++)
                CopyLine(source, plane + _planes.Low + p, line + _lines.Low + l, cell + _cells.Low, box.Length, copy + p * _planeStride + l * _lineStride);
        return copy;
    }

    /// <summary>Where the result of the first window of a line goes.</summary>
    internal float* TargetLine(float* target, in WindowBox box, int line)
    {
        nint plane = (nint)box.Example * _planes.Target + _planes.First + box.Plane * _planes.TargetStep;
        plane = plane * _lines.Target + _lines.First + (box.Line + line) * _lines.TargetStep;
        return target + (plane * _cells.Target + _cells.First + box.Start * _cells.TargetStep) * _targetChannels;
    }

    private int Shifted(WindowTap tap, WindowAxis axis) => tap.Offset - (_padded ? axis.Low : 0);

    /// <summary>Copies the cells of a line from a first one on, which may lie outside.</summary>
    private void CopyLine(float* source, int plane, int line, int first, int windows, float* target)
    {
        int length = _cells.Span(windows) * _channels;
        Span<float> to = new(target, length);
        if ((uint)plane >= (uint)_planes.Source || (uint)line >= (uint)_lines.Source)
        {
            to.Clear();
            return;
        }

        int before = Math.Clamp(-first, 0, length / _channels) * _channels;
        int inside = Math.Clamp(_cells.Source * _channels - Math.Max(first, 0) * _channels, 0, length - before);
        to[..before].Clear();
        new Span<float>(source + (((nint)plane * _lines.Source + line) * _cells.Source + Math.Max(first, 0)) * _channels, inside).CopyTo(to[before..]);
        to[(before + inside)..].Clear();
    }

    /// <summary>The size of parts no larger than a limit, all but the last of one size.</summary>
    private static int EvenPart(int length, int limit)
    {
        int parts = Math.Max((length + limit - 1) / limit, 1);
        return Math.Max((length + parts - 1) / parts, 1);
    }
}
