namespace KerasNet.Layers;

/// <summary>A layer that changes the size of the space axes of its input: steps, rows and columns, or the three axes of a volume. A mask ends here.</summary>
public abstract class SpaceLayer : Layer
{
    private readonly int _axes;
    private readonly bool _channelsFirst;

    private protected SpaceLayer(int axes, string? dataFormat, string? name)
        : base(name)
    {
        _axes = axes;
        _channelsFirst = Check.DataFormat(dataFormat) == Check.ChannelsFirst;
    }

    /// <inheritdoc/>
    protected sealed override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.Rank(this, input.Shape, _axes + 2, _channelsFirst ? $"(batch, channels, {_axes} space axes)" : $"(batch, {_axes} space axes, channels)");
        return Resize(input, _channelsFirst ? 2 : 1);
    }

    /// <summary>Changes the space axes, which begin at <paramref name="first"/>.</summary>
    private protected abstract KerasTensor Resize(KerasTensor input, int first);
}
