namespace KerasNet.Layers;

/// <summary>A layer that makes one number out of each channel.</summary>
public abstract class GlobalPoolingLayer : DataFormatLayer
{
    private protected GlobalPoolingLayer(int axes, string? dataFormat, bool keepdims, string? name)
        : base(axes, dataFormat, name) => Keepdims = keepdims;

    /// <summary>Whether the space axes stay, with size 1.</summary>
    /// <value>Default: false.</value>
    public bool Keepdims { get; }

    /// <inheritdoc/>
    protected sealed override KerasTensor Call(KerasTensor input, CallContext context)
    {
        _ = ChannelsLast(input.Shape);
        return Reduce(input, [.. Enumerable.Range(ChannelsFirst ? 2 : 1, SpaceAxes)], context.Argument<KerasTensor>("mask") ?? context.Mask);
    }

    /// <summary>The input with its space axes made one number each.</summary>
    /// <param name="input">The input.</param>
    /// <param name="space">Its space axes.</param>
    /// <param name="mask">Which steps count; all if null.</param>
    private protected abstract KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask);
}
