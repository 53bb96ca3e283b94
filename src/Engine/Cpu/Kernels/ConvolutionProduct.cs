using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>A convolution as the product of its windows and its filters, with bias and activation: nothing but the filters is packed.</summary>
internal abstract unsafe class ConvolutionProduct
{
    /// <summary>Room for the packed filters, counted in elements.</summary>
    internal abstract long PackedElements { get; }

    /// <summary>Computes the target.</summary>
    /// <param name="source">What the windows slide over.</param>
    /// <param name="filters">The filters as (cells, channels of a group, filters).</param>
    /// <param name="packed">Room for the packed filters.</param>
    /// <param name="target">The results.</param>
    /// <param name="epilogue">Bias and activation.</param>
    internal abstract void Run(float* source, float* filters, float* packed, float* target, in MatMulEpilogue epilogue);

    /// <summary>The product for a number of filters, by the width of vector that serves it best.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="filters">How filters are stored.</param>
    internal static ConvolutionProduct Of(ConvolutionWindows windows, ConvolutionFilters filters) => filters.Width switch
    {
        MatMulWidth.Bits128 => new ConvolutionProduct<MatMulVector128, Vector128<float>>(windows, filters),
        MatMulWidth.Bits256 => new ConvolutionProduct<MatMulVector256, Vector256<float>>(windows, filters),
        _ => new ConvolutionProduct<MatMulVector512, Vector512<float>>(windows, filters),
    };
}

/// <summary>The product by one width of vector.</summary>
internal sealed unsafe class ConvolutionProduct<TOps, TVector> : ConvolutionProduct
    where TOps : struct, IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>Elements of a row that are taken at a time: what they meet of a panel of filters stays in the first-level cache.</summary>
    private const int MaxSteps = 384;

    /// <summary>Multiply-adds of a task.</summary>
    private const long TaskWork = 400_000;

    private readonly ConvolutionWindows _windows;
    private readonly ConvolutionFilters _filters;
    private readonly MatMulCut _panels;
    private readonly nint _panelStride;
    private readonly Stretch[] _stretches;
    private readonly int _tasks;

    internal ConvolutionProduct(ConvolutionWindows windows, ConvolutionFilters filters)
    {
        _windows = windows;
        _filters = filters;
        _panels = new(filters.Columns, PanelWidth, TOps.Length);

        // One step more than there are, lest all panels fall on the same few lines of the cache; what packing writes over the end has room as well.
        _panelStride = (nint)(windows.RowLength + 1) * PanelWidth + MatMulPacking.Slack;
        _stretches = [.. Stretches(windows.Runs.Length, windows.RunLength)];
        long work = windows.WindowCount * windows.RowLength * filters.Columns * filters.Groups;
        _tasks = (int)Math.Clamp(work / TaskWork, 1, Math.Max(windows.BoxCount, 1));
    }

    internal override long PackedElements => _filters.Groups * _panels.Count * _panelStride;

    private static int PanelWidth => 2 * TOps.Length;

    internal override void Run(float* source, float* filters, float* packed, float* target, in MatMulEpilogue epilogue)
    {
        Packing packing = new(this, filters, packed);
        WorkerPool.Shared.Run(_filters.Groups * _panels.Count, ref packing);
        Boxes boxes = new(this, source, packed, target, epilogue);
        WorkerPool.Shared.Run(_tasks, ref boxes);
    }

    /// <summary>Cuts a row into stretches: whole runs, or parts of one.</summary>
    private static IEnumerable<Stretch> Stretches(int runs, int length)
    {
        if (length > MaxSteps)
        {
            int parts = (length + MaxSteps - 1) / MaxSteps, steps = (length + parts - 1) / parts;
            for (int run = 0; run < runs; run++)
                for (int start = 0; start < length; start += steps)
                    yield return new(run, 1, start, Math.Min(steps, length - start));
            yield break;
        }

        int atOnce = Math.Max(MaxSteps / Math.Max(length, 1), 1);
        for (int run = 0; run < runs; run += atOnce)
            yield return new(run, Math.Min(atOnce, runs - run), 0, length);
    }

    /// <summary>Computes the windows of a box.</summary>
    private void RunBox(float* source, float* packed, float* target, in WindowBox box, in MatMulEpilogue epilogue)
    {
        if (_stretches.Length == 0)
        {
            for (int line = 0; line < box.Lines; line++)
                MatMulNarrow.RunEmptySums(EmptySums(box.Length), _windows.TargetLine(target, box, line), epilogue);
            return;
        }

        float* first = _windows.Load(source, box);
        for (int group = 0; group < _filters.Groups; group++)
            foreach (ref readonly Stretch stretch in _stretches.AsSpan())
                RunStretch(first + group * _windows.GroupChannels, packed, target, box, epilogue, group, stretch);
        if (epilogue.RowPass != null)
            for (int line = 0; line < box.Lines; line++)
                MatMulNarrow.PassOverRows(EmptySums(box.Length), _windows.TargetLine(target, box, line), epilogue);
    }

    private MatMulShape EmptySums(int windows) => new(windows, _filters.Columns * _filters.Groups, 0, false, false, 0, 0, (int)_windows.TargetStride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunStretch(float* first, float* packed, float* target, in WindowBox box, in MatMulEpilogue epilogue, int group, in Stretch stretch)
    {
        nint row = (nint)stretch.Run * _windows.RunLength + stretch.Start;
        bool last = row + (nint)stretch.Runs * stretch.Steps == _windows.RowLength;
        fixed (nint* starts = _windows.Runs)
        {
            MatMulRuns k = new(stretch.Runs, starts + stretch.Run, stretch.Steps);
            for (int panel = 0; panel < _panels.Count; panel++)
            {
                int column = group * _filters.Columns + _panels.Start(panel);
                nint right = _panels.Width(panel) - TOps.Length;
                float* b = packed + (group * _panels.Count + panel) * _panelStride + row * PanelWidth;
                MatMulFinish finish = new(row > 0, last && epilogue.Bias != null ? (nint)(epilogue.Bias + column) : 0, last && epilogue.Relu);
                for (int line = 0; line < box.Lines; line++)
                {
                    float* a = first + line * _windows.LineStride + stretch.Start;
                    float* c = _windows.TargetLine(target, box, line) + column;
                    MatMulTile<TOps, TVector>.RunPanel<MatMulAlongRows>(
                        box.Length, k, a, _windows.WindowStride, _windows.WindowStride, b, PanelWidth, right, c, _windows.TargetStride, finish);
                }
            }
        }
    }

    /// <summary>Part of every row: some runs, each from some element on.</summary>
    private readonly record struct Stretch(int Run, int Runs, int Start, int Steps);

    /// <summary>The packing of the filters; a task packs one panel.</summary>
    private readonly struct Packing(ConvolutionProduct<TOps, TVector> product, float* filters, float* packed) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            (int group, int panel) = Math.DivRem(taskIndex, product._panels.Count);
            product._filters.Pack(
                filters, group, product._panels.Start(panel), product._panels.Width(panel), product._windows.Taps,
                packed + taskIndex * product._panelStride, PanelWidth);
        }
    }

    /// <summary>The product itself; a task computes some boxes.</summary>
    private readonly struct Boxes(ConvolutionProduct<TOps, TVector> product, float* source, float* packed, float* target, MatMulEpilogue epilogue) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            long boxes = product._windows.BoxCount;
            int end = (int)(boxes * (taskIndex + 1) / product._tasks);
            for (int box = (int)(boxes * taskIndex / product._tasks); box < end; box++)
                product.RunBox(source, packed, target, product._windows.Box(box), epilogue);
        }
    }
}
