namespace KerasNet.Layers;

/// <summary>A layer that divides its input into a given number of windows and makes one number out of each, channel by channel.</summary>
public abstract class AdaptivePoolingLayer : DataFormatLayer
{
    private protected AdaptivePoolingLayer(int axes, Shape outputSize, string? dataFormat, string? name)
        : base(axes, dataFormat, name) => OutputSize = Check.Sizes(outputSize, axes, nameof(outputSize), this);

    /// <summary>The number of windows, per space axis.</summary>
    public Shape OutputSize { get; }

    /// <inheritdoc/>
    protected sealed override KerasTensor Call(KerasTensor input, CallContext context)
    {
        KerasTensor x = ChannelsLast(input);
        for (int axis = 1; axis <= SpaceAxes; axis++)
            x = PoolAxis(x, axis, OutputSize[axis - 1]);
        return InDataFormat(x);
    }

    /// <summary>One number per window of an input whose channels are last.</summary>
    private protected abstract KerasTensor Pool(KerasTensor x, int[] window, int[] strides);

    /// <summary>The largest number of each window.</summary>
    private protected KerasTensor MaxWindows(KerasTensor x, int[] window, int[] strides) =>
        Ops.MaxPool(x, window, strides, new int[SpaceAxes], new int[SpaceAxes]);

    /// <summary>The mean of each window.</summary>
    private protected KerasTensor AverageWindows(KerasTensor x, int[] window, int[] strides) =>
        Ops.SumPool(x, window, strides, new int[SpaceAxes], new int[SpaceAxes]) / window.Aggregate(1L, (cells, size) => cells * size);

    /// <summary>Windows along one axis: of all sizes that occur at all places, of which those that are wanted are chosen.</summary>
    private KerasTensor PoolAxis(KerasTensor x, int axis, int count)
    {
        int size = x.Shape[axis];
        if (size % count == 0)
            return Pool(x, Along(axis, size / count), Along(axis, size / count));
        int[] starts = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * size / count))];
        int[] lengths = [.. Enumerable.Range(0, count).Select(i => (int)(((i + 1L) * size + count - 1) / count) - starts[i])];
        int[] kinds = [.. lengths.Distinct()];
        KerasTensor[] pooled = [.. kinds.Select(length => Pool(x, Along(axis, length), Along(axis, 1)))];
        int[] places = [.. starts.Select((start, i) => start + pooled.TakeWhile((_, kind) => kinds[kind] != lengths[i]).Sum(other => other.Shape[axis]))];
        return Ops.Gather(Ops.Concatenate(pooled, axis), Ops.Constant<int>(places, count), axis);
    }

    /// <summary>A size along one axis, 1 along the others.</summary>
    private int[] Along(int axis, int size) => [.. Enumerable.Range(1, SpaceAxes).Select(other => other == axis ? size : 1)];
}
