namespace KerasNet.Layers;

/// <summary>A layer that makes one number out of each window, channel by channel.</summary>
public abstract class PoolingLayer : WindowLayer
{
    private protected PoolingLayer(int axes, Shape poolSize, Shape? strides, string padding, string? dataFormat, string? name)
        : base(axes, strides ?? poolSize, padding, dataFormat, name) => PoolSize = Check.Sizes(poolSize, axes, nameof(poolSize), this);

    /// <summary>The size of the windows, per space axis.</summary>
    public Shape PoolSize { get; }

    /// <inheritdoc/>
    protected sealed override KerasTensor Call(KerasTensor input, CallContext context)
    {
        KerasTensor x = ChannelsLast(input);
        (int[] low, int[] high) = Pads(x.Shape, PoolSize, Shape.Of(Enumerable.Repeat(1, SpaceAxes)));
        return InDataFormat(Pool(x, low, high));
    }

    /// <summary>One number per window of an input whose channels are last, with so many cells that do not count before and after it.</summary>
    private protected abstract KerasTensor Pool(KerasTensor x, int[] low, int[] high);
}

/// <summary>The largest number of each window.</summary>
public abstract class MaxPoolingLayer : PoolingLayer
{
    private protected MaxPoolingLayer(int axes, Shape poolSize, Shape? strides, string padding, string? dataFormat, string? name)
        : base(axes, poolSize, strides, padding, dataFormat, name)
    {
    }

    private protected sealed override KerasTensor Pool(KerasTensor x, int[] low, int[] high) =>
        Ops.MaxPool(x, PoolSize.ToArray(), Strides.ToArray(), low, high);
}

/// <summary>The mean of each window, over the cells that exist.</summary>
public abstract class AveragePoolingLayer : PoolingLayer
{
    private protected AveragePoolingLayer(int axes, Shape poolSize, Shape? strides, string padding, string? dataFormat, string? name)
        : base(axes, poolSize, strides, padding, dataFormat, name)
    {
    }

    private protected sealed override KerasTensor Pool(KerasTensor x, int[] low, int[] high)
    {
        KerasTensor sums = Ops.SumPool(x, PoolSize.ToArray(), Strides.ToArray(), low, high);
        return low.Any(n => n > 0) || high.Any(n => n > 0) ? sums / Ops.Constant(Cells(x, sums.Shape, low)) : sums / PoolSize.ElementCount;
    }

    /// <summary>How many cells of the input each window has: (1, windows…, 1).</summary>
    private TensorData Cells(KerasTensor x, Shape windows, int[] low)
    {
        TensorData cells = new(windows.With(0, 1).With(-1, 1), x.DType);
        for (long place = 0; place < cells.Length; place++)
        {
            long count = 1, rest = place;
            for (int axis = SpaceAxes; axis >= 1; axis--)
            {
                int start = (int)(rest % windows[axis]) * Strides[axis - 1] - low[axis - 1];
                count *= Math.Min(start + PoolSize[axis - 1], x.Shape[axis]) - Math.Max(start, 0);
                rest /= windows[axis];
            }

            cells.SetDouble(place, count);
        }

        return cells;
    }
}
