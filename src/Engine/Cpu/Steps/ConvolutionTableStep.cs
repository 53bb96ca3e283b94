using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>
/// A convolution or one of its gradients as matrix products over a table with one row of input cells per window, a part of the windows at a time:
/// for other types than floats, and for results too few to fill a vector.
/// </summary>
internal sealed unsafe class ConvolutionTableStep<T> : Step
    where T : unmanaged, INumber<T>
{
    /// <summary>Elements of the table that exist at a time: what the second-level cache holds besides the filters.</summary>
    private const int TableElements = 64 * 1024;

    private const int MinRows = 32;

    private readonly string _text;
    private readonly ConvolutionKind _kind;
    private readonly Space _space;
    private readonly int _groups;
    private readonly int _groupChannels;
    private readonly int _filters;
    private readonly int _groupFilters;
    private readonly int _rowsAtOnce;
    private readonly int _columns;
    private readonly (int X, int Filters, int Y) _places;
    private readonly int _table;

    internal ConvolutionTableStep(
        string text, ConvolutionKind kind, ConvolutionAttributes geometry, Shape output, (int X, int Filters, int Y) places, Func<long, int> scratch)
    {
        _text = text;
        _kind = kind;
        Shape filters = geometry.FilterShape;
        _space = new(geometry.InputShape, output, filters.AsSpan()[..^2], geometry.Strides, geometry.Dilation, geometry.PadLow);
        _groups = geometry.Groups;
        _groupChannels = filters[^2];
        _filters = filters[^1];
        _groupFilters = _filters / _groups;
        _columns = _space.WindowCells * _groupChannels;
        _rowsAtOnce = (int)Math.Min(Math.Max(TableElements / Math.Max(_columns, 1), MinRows), Math.Max(Rows, 1));
        _places = places;
        _table = scratch((long)_rowsAtOnce * _columns * sizeof(T));
    }

    internal override string Text => _text;

    private long Rows => (long)_space.Batch * _space.OutCells;

    internal override void Run(RunContext run)
    {
        T* x = (T*)run.Places[_places.X];
        T* filters = (T*)run.Places[_places.Filters];
        T* y = (T*)run.Places[_places.Y];
        T* table = (T*)run.Places[_table];
        if (_kind == ConvolutionKind.InputGradient)
            Clear(x, (long)_space.Batch * _space.InCells * _space.Channels);
        if (_kind == ConvolutionKind.FilterGradient)
            Clear(filters, (long)_columns * _filters);
        for (long row = 0; row < Rows; row += _rowsAtOnce)
        {
            int rows = (int)Math.Min(_rowsAtOnce, Rows - row);
            for (int group = 0; group < _groups; group++)
                RunRows(x + group * _groupChannels, filters + group * _groupFilters, y + row * _filters + group * _groupFilters, table, row, rows);
        }
    }

    private static void Clear(T* start, long count) => new Span<T>(start, checked((int)count)).Clear();

    private void RunRows(T* x, T* filters, T* y, T* table, long row, int rows)
    {
        switch (_kind)
        {
            case ConvolutionKind.Forward:
                Gather(x, table, row, rows);
                Product<T>.Run(new(rows, _groupFilters, _columns, false, false, _columns, _filters, _filters), table, filters, y);
                break;
            case ConvolutionKind.FilterGradient:
                Gather(x, table, row, rows);
                Product<T>.Run(new(_columns, _groupFilters, rows, true, false, _columns, _filters, _filters), table, y, filters, accumulate: true);
                break;
            default:
                Product<T>.Run(new(rows, _columns, _groupFilters, false, true, _filters, _filters, _columns), y, filters, table);
                Scatter(table, x, row, rows);
                break;
        }
    }

    /// <summary>Fills rows of the table: for each window its cells, for each cell its channels, zeros for padding.</summary>
    private void Gather(T* x, T* table, long row, int rows)
    {
        for (long last = row + rows; row < last; row++)
        {
            T* example = x + row / _space.OutCells * _space.InCells * _space.Channels;
            for (int cell = 0; cell < _space.WindowCells; cell++, table += _groupChannels)
            {
                int place = _space.CellAt((int)(row % _space.OutCells), cell);
                Span<T> channels = new(table, _groupChannels);
                if (place < 0)
                    channels.Clear();
                else
                    new Span<T>(example + (long)place * _space.Channels, _groupChannels).CopyTo(channels);
            }
        }
    }

    /// <summary>Adds rows of the table to the cells they belong to.</summary>
    private void Scatter(T* table, T* x, long row, int rows)
    {
        for (long last = row + rows; row < last; row++)
        {
            T* example = x + row / _space.OutCells * _space.InCells * _space.Channels;
            for (int cell = 0; cell < _space.WindowCells; cell++, table += _groupChannels)
            {
                int place = _space.CellAt((int)(row % _space.OutCells), cell);
                if (place >= 0)
                {
                    byte* target = (byte*)(example + (long)place * _space.Channels);
                    VectorBinary<T, AddOp<T>, DenseOperand, DenseOperand>.Run(target, (byte*)table, null, target, _groupChannels);
                }
            }
        }
    }
}
