namespace KerasNet.Data;

/// <summary>Cuts windows out of a series, several to a batch.</summary>
internal sealed class TimeWindows
{
    private readonly DataArray _data;
    private readonly DataArray? _targets;
    private readonly int _steps;
    private readonly int _rate;
    private readonly MemoryPool _pool = new();

    /// <summary>Prepares.</summary>
    /// <param name="data">The series, one row per time step.</param>
    /// <param name="targets">A target per row, or null.</param>
    /// <param name="steps">Rows in a window.</param>
    /// <param name="rate">From a row of a window to its next.</param>
    /// <exception cref="ArgumentException">The data are texts.</exception>
    internal TimeWindows(DataArray data, DataArray? targets, int steps, int rate)
    {
        foreach (DataArray? array in new[] { data, targets })
            if (array?.DType == DType.String)
                throw new ArgumentException("Windows are cut out of numbers. Received: texts.", nameof(data));
        (_data, _targets, _steps, _rate) = (data, targets, steps, rate);
    }

    /// <summary>From the first row of a window to that of its target.</summary>
    internal int TargetOffset { get; init; }

    /// <summary>Whether windows go back in time.</summary>
    internal bool Reverse { get; init; }

    /// <summary>A batch of the windows that start at these rows.</summary>
    internal DataBatch Read(ReadOnlySpan<int> starts)
    {
        int rows = _steps * starts.Length;
        TensorData windows = _pool.Rent(Shape.Of([starts.Length, _steps, .. _data.Shape.Skip(1)]), _data.DType);
        int rowBytes = RowBytes(windows, rows);
        for (int i = 0; i < starts.Length; i++)
            for (int step = 0; step < _steps; step++)
            {
                int place = i * _steps + (Reverse ? _steps - 1 - step : step);
                _data.Bytes.Slice((starts[i] + step * _rate) * rowBytes, rowBytes).CopyTo(windows.AsBytes()[(place * rowBytes)..]);
            }

        return new(DataArray.Of(windows), _targets is null ? null : (DataArrays)DataArray.Of(Targets(_targets, starts)), null, _pool);
    }

    private TensorData Targets(DataArray targets, ReadOnlySpan<int> starts)
    {
        TensorData rows = _pool.Rent(targets.Shape.With(0, starts.Length), targets.DType);
        int rowBytes = RowBytes(rows, starts.Length);
        for (int i = 0; i < starts.Length; i++)
            targets.Bytes.Slice((starts[i] + TargetOffset) * rowBytes, rowBytes).CopyTo(rows.AsBytes()[(i * rowBytes)..]);
        return rows;
    }

    private static int RowBytes(TensorData data, int rows) => data.AsBytes().Length / rows;
}
