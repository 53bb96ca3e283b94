using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Walks over windows, line by line, and hands the cells of each to a kernel.</summary>
internal sealed class WindowWalk
{
    private readonly Space _space;
    private readonly nint _lineStride;
    private readonly nint _planeStride;
    private readonly bool _shares;

    internal WindowWalk(Space space)
    {
        _space = space;
        _lineStride = (nint)space.In[2] * space.Channels;
        _planeStride = space.In[1] * _lineStride;

        // Windows that follow one another without gap or overlap: then the cells behind the last ones are all that belong to none.
        _shares = !space.Window.AsSpan().SequenceEqual(space.Strides) || space.Dilation.AsSpan().ContainsAnyExcept(1);
    }

    /// <summary>All lines.</summary>
    internal int Lines => _space.Batch * _space.Out[0] * _space.Out[1];

    /// <summary>Elements of the input.</summary>
    internal long InputElements => _space.Batch * _space.In[0] * _planeStride;

    /// <summary>Input elements that belong to a line.</summary>
    internal long LineElements => (long)_space.Strides[0] * _space.Strides[1] * _lineStride;

    /// <summary>Lines that have to be walked one after the other: those of an example, where results are added to cells.</summary>
    internal int ConnectedLines(bool sends) => sends && _shares ? Math.Max(_space.Out[0] * _space.Out[1], 1) : 1;

    /// <summary>Hands the windows of a line to a kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void Run<T, TKernel>(int number, T* cells, T* other, T* result)
        where T : unmanaged
        where TKernel : struct, IWindowKernel<T>
    {
        (int planes, int line) = Math.DivRem(number, _space.Out[1]);
        (int example, int plane) = Math.DivRem(planes, _space.Out[0]);
        Part onPlanes = Inside(0, plane), onLines = Inside(1, line);
        nint start = (nint)example * _space.In[0] * _planeStride;
        if (TKernel.Sends && _shares && plane == 0 && line == 0)
            Clear(result + start, _space.In[0] * _planeStride);
        start += onPlanes.Cell * _planeStride + onLines.Cell * _lineStride;

        nint* offsets = (nint*)MatMulScratch.ForA((long)_space.WindowCells * 2 * sizeof(nint) / sizeof(float));
        Part known = default;
        for (int window = 0; window < _space.Out[2]; window++)
        {
            Part onCells = Inside(2, window);
            if (window == 0 || onCells.Tap != known.Tap || onCells.Count != known.Count)
                List(onPlanes, onLines, known = onCells, offsets);
            TKernel.Run(
                new WindowCells
                {
                    Count = onPlanes.Count * onLines.Count * onCells.Count,
                    First = start + (nint)onCells.Cell * _space.Channels,
                    Offsets = offsets,
                    Weights = offsets + _space.WindowCells,
                    Result = ((nint)number * _space.Out[2] + window) * _space.Channels,
                    Channels = _space.Channels,
                    Shares = _shares,
                },
                cells, other, result);
        }

        if (TKernel.Sends && !_shares)
            ClearRest(result + start, plane, line, onPlanes.Count, onLines.Count);
    }

    /// <summary>The part of a window along an axis that lies inside.</summary>
    private Part Inside(int axis, int window)
    {
        int dilation = _space.Dilation[axis];
        int start = window * _space.Strides[axis] - _space.Pad[axis], room = _space.In[axis] - start;
        int tap = start < 0 ? (-start + dilation - 1) / dilation : 0;
        int end = room <= 0 ? 0 : Math.Min(_space.Window[axis], (room + dilation - 1) / dilation);
        return new(tap, start + tap * dilation, Math.Max(end - tap, 0));
    }

    /// <summary>Lists the cells of a window.</summary>
    private unsafe void List(Part planes, Part lines, Part cells, nint* offsets)
    {
        nint* weights = offsets + _space.WindowCells;
        for (int plane = 0; plane < planes.Count; plane++)
            for (int line = 0; line < lines.Count; line++)
                for (int cell = 0; cell < cells.Count; cell++)
                {
                    *offsets++ = plane * _space.Dilation[0] * _planeStride + line * _space.Dilation[1] * _lineStride
                        + (nint)cell * _space.Dilation[2] * _space.Channels;
                    *weights++ = (((nint)(planes.Tap + plane) * _space.Window[1] + lines.Tap + line) * _space.Window[2] + cells.Tap + cell) * _space.Channels;
                }
    }

    /// <summary>Cells along an axis behind the last window.</summary>
    private int Rest(int axis) => Math.Clamp(_space.In[axis] - (_space.Out[axis] * _space.Strides[axis] - _space.Pad[axis]), 0, _space.In[axis]);

    /// <summary>Clears what belongs to no window, from the first line of cells under a line of windows on.</summary>
    private unsafe void ClearRest<T>(T* first, int plane, int line, int planes, int lines)
        where T : unmanaged
    {
        nint cells = (nint)Rest(2) * _space.Channels;
        int lastLines = line == _space.Out[1] - 1 ? Rest(1) : 0;
        for (int p = 0; p < planes; p++)
        {
            T* start = first + p * _planeStride;
            for (int l = 0; l < lines && cells > 0; l++)
                Clear(start + (l + 1) * _lineStride - cells, cells);
            Clear(start + lines * _lineStride, lastLines * _lineStride);
        }

        if (line == 0 && plane == _space.Out[0] - 1)
            Clear(first + planes * _planeStride - Inside(1, 0).Cell * _lineStride, Rest(0) * _planeStride);
    }

    private static unsafe void Clear<T>(T* start, nint count)
        where T : unmanaged => new Span<T>(start, checked((int)count)).Clear();

    /// <summary>Neighbouring cells of a window.</summary>
    /// <param name="Tap">The first one, counted in the window.</param>
    /// <param name="Cell">The input cell that it lies on.</param>
    /// <param name="Count">Their number.</param>
    private readonly record struct Part(int Tap, int Cell, int Count);
}
