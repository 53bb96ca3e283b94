namespace KerasNet.Layers;

/// <summary>A layer that makes one number out of each channel.</summary>
public abstract class GlobalPoolingLayer : Layer
{
    private readonly int _axes;

    private protected GlobalPoolingLayer(int axes, string? dataFormat, bool keepdims, string? name)
        : base(name)
    {
        _axes = axes;
        DataFormat = Check.DataFormat(dataFormat);
        Keepdims = keepdims;
    }

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <summary>Whether the space axes stay, with size 1.</summary>
    /// <value>Default: false.</value>
    public bool Keepdims { get; }

    /// <inheritdoc/>
    protected sealed override KerasTensor Call(KerasTensor input, CallContext context)
    {
        bool first = DataFormat == Check.ChannelsFirst;
        Check.Rank(this, input.Shape, _axes + 2, first ? $"(batch, channels, {_axes} space axes)" : $"(batch, {_axes} space axes, channels)");
        return Reduce(input, [.. Enumerable.Range(first ? 2 : 1, _axes)], context.Mask);
    }

    /// <summary>The input with its space axes made one number each.</summary>
    /// <param name="input">The input.</param>
    /// <param name="space">Its space axes.</param>
    /// <param name="mask">Which steps count; all if null.</param>
    private protected abstract KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask);
}
