using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>The gradient of a convolution's filters: the transposed windows times the gradients of their results.</summary>
/// <remarks>Boxes of windows fall into a fixed number of parts with sums of their own, which are added at the end: the number of threads changes nothing.</remarks>
internal abstract unsafe class ConvolutionFilterGradient
{
    /// <summary>Room for the sums of the parts, counted in elements.</summary>
    internal abstract long PartialElements { get; }

    /// <summary>Computes the gradient.</summary>
    /// <param name="source">The input of the convolution.</param>
    /// <param name="gradient">The gradient of its output.</param>
    /// <param name="partials">Room for the sums of the parts.</param>
    /// <param name="filters">The result, (cells, channels of a group, filters).</param>
    internal abstract void Run(float* source, float* gradient, float* partials, float* filters);

    /// <summary>The gradient for a number of filters, by the width of vector that serves it best.</summary>
    internal static ConvolutionFilterGradient Of(ConvolutionWindows windows, ConvolutionFilters filters) => filters.Width switch
    {
        MatMulWidth.Bits128 => new ConvolutionFilterGradient<MatMulVector128, Vector128<float>>(windows, filters),
        MatMulWidth.Bits256 => new ConvolutionFilterGradient<MatMulVector256, Vector256<float>>(windows, filters),
        _ => new ConvolutionFilterGradient<MatMulVector512, Vector512<float>>(windows, filters),
    };
}

/// <summary>The gradient by one width of vector.</summary>
internal sealed unsafe class ConvolutionFilterGradient<TOps, TVector> : ConvolutionFilterGradient
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    private const int MaxParts = 16;

    /// <summary>Elements of all sums: 16 MB.</summary>
    private const long MaxPartialElements = 1 << 22;

    /// <summary>Windows that are taken at a time: what they meet of the gradient stays in the first-level cache.</summary>
    private const int MaxWindows = 224;

    private const int ColumnsPerTask = 16 * 1024;

    private readonly ConvolutionWindows _windows;
    private readonly ConvolutionFilters _filters;
    private readonly MatMulCut _panels;
    private readonly nint[] _lineStarts;
    private readonly int _size;
    private readonly int _parts;
    private readonly int _runsPerTask;
    private readonly int _tasksPerPart;

    internal ConvolutionFilterGradient(ConvolutionWindows windows, ConvolutionFilters filters)
    {
        _windows = windows;
        _filters = filters;
        _panels = new(filters.GroupFilters, PanelWidth, TOps.Length);
        _lineStarts = [.. Enumerable.Range(0, windows.LinesPerBox).Select(line => line * windows.LineStride)];
        _size = checked(windows.RowLength * filters.GroupFilters * filters.Groups);
        _parts = (int)Math.Clamp(MaxPartialElements / Math.Max(_size, 1), 1, Math.Clamp(windows.BoxCount, 1, MaxParts));

        // With few parts, tasks share the cells of the filters as well.
        _runsPerTask = Math.Max(windows.Runs.Length * _parts / MaxParts, 1);
        _tasksPerPart = (windows.Runs.Length + _runsPerTask - 1) / _runsPerTask;
    }

    internal override long PartialElements => _parts > 1 ? (long)_parts * _size : 0;

    private static int PanelWidth => 2 * TOps.Length;

    internal override void Run(float* source, float* gradient, float* partials, float* filters)
    {
        if (_windows.BoxCount == 0)
        {
            new Span<float>(filters, _size).Clear();
            return;
        }

        Parts parts = new(this, source, gradient, _parts > 1 ? partials : filters);
        WorkerPool.Shared.Run(_parts * _tasksPerPart, ref parts);
        if (_parts == 1)
            return;
        Total total = new(this, partials, filters);
        WorkerPool.Shared.Run((_size + ColumnsPerTask - 1) / ColumnsPerTask, ref total);
    }

    /// <summary>Adds the windows of a box to the sums of some runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBox(float* source, float* gradient, float* sums, in WindowBox box, int firstRun, int lastRun, bool accumulate)
    {
        nint stride = (nint)_filters.GroupFilters * _filters.Groups;
        int atOnce = Math.Max(MaxWindows / box.Length, 1);
        float* first = _windows.Load(source, box);
        fixed (nint* starts = _lineStarts)
            for (int line = 0; line < box.Lines; line += atOnce)
            {
                MatMulRuns k = new(Math.Min(atOnce, box.Lines - line), starts + line, box.Length);
                float* dy = _windows.TargetLine(gradient, box, line);
                MatMulFinish finish = new(accumulate || line > 0, 0, false);
                for (int column = 0; column < _panels.Count * _filters.Groups; column++)
                {
                    (int group, int panel) = Math.DivRem(column, _panels.Count);
                    nint start = (nint)group * _filters.GroupFilters + _panels.Start(panel), right = _panels.Width(panel) - TOps.Length;
                    for (int run = firstRun; run < lastRun; run++)
                        MatMulTile<TOps, TVector>.RunPanel<MatMulAlongColumns>(
                            _windows.RunLength, k, first + group * _windows.GroupChannels + _windows.Runs[run], 1, _windows.WindowStride,
                            dy + start, stride, right, sums + (nint)run * _windows.RunLength * stride + start, stride, finish);
                }
            }
    }

    /// <summary>Sums over boxes; a task has those of one part and some runs.</summary>
    private readonly struct Parts(ConvolutionFilterGradient<TOps, TVector> step, float* source, float* gradient, float* partials) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            (int part, int task) = Math.DivRem(taskIndex, step._tasksPerPart);
            int firstRun = task * step._runsPerTask, lastRun = Math.Min(firstRun + step._runsPerTask, step._windows.Runs.Length);
            long boxes = step._windows.BoxCount;
            int first = (int)(boxes * part / step._parts), last = (int)(boxes * (part + 1) / step._parts);
            for (int box = first; box < last; box++)
                step.RunBox(source, gradient, partials + (nint)part * step._size, step._windows.Box(box), firstRun, lastRun, box > first);
        }
    }

    /// <summary>Adds the parts up.</summary>
    private readonly struct Total(ConvolutionFilterGradient<TOps, TVector> step, float* partials, float* filters) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            int start = taskIndex * ColumnsPerTask;
            Reduction<float, SumOf<float>, Itself<float>>.RunColumns(
                partials + start, step._parts, step._size, null, filters + start, Math.Min(ColumnsPerTask, step._size - start));
        }
    }
}
