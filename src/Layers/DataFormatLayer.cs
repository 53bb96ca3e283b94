namespace KerasNet.Layers;

/// <summary>A layer for sequences, images or volumes, whose channels may come last or first.</summary>
/// <remarks>Channels that come first are moved last and back again, so that there is one computation for both.</remarks>
public abstract class DataFormatLayer : Layer
{
    private protected DataFormatLayer(int axes, string? dataFormat, string? name)
        : base(name)
    {
        SpaceAxes = axes;
        DataFormat = Check.DataFormat(dataFormat);
    }

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <summary>How many axes of space there are: 1 for sequences, 2 for images, 3 for volumes.</summary>
    private protected int SpaceAxes { get; }

    /// <summary>Whether the channels come right after the batch.</summary>
    private protected bool ChannelsFirst => DataFormat == Check.ChannelsFirst;

    /// <summary>The shape of an input with its channels last, after a check of its rank.</summary>
    private protected Shape ChannelsLast(Shape input)
    {
        Check.Rank(
            this, input, SpaceAxes + 2, ChannelsFirst ? $"(batch, channels, {SpaceAxes} space axes)" : $"(batch, {SpaceAxes} space axes, channels)");
        return ChannelsFirst ? Shape.Of([input[0], .. input[2..], input[1]]) : input;
    }

    /// <summary>An input with its channels last, after a check of its rank.</summary>
    private protected KerasTensor ChannelsLast(KerasTensor input)
    {
        _ = ChannelsLast(input.Shape);
        return ChannelsFirst ? Ops.Transpose(input, [0, .. Enumerable.Range(2, SpaceAxes), 1]) : input;
    }

    /// <summary>A result whose channels are last, with the channels where the data format has them.</summary>
    private protected KerasTensor InDataFormat(KerasTensor output) =>
        ChannelsFirst ? Ops.Transpose(output, [0, SpaceAxes + 1, .. Enumerable.Range(1, SpaceAxes)]) : output;
}
