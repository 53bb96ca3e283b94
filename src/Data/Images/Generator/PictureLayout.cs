namespace KerasNet.Data;

/// <summary>How the numbers of one picture lie: as pixels of several channels, or channel by channel.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Numbers per pixel.</param>
/// <param name="ChannelsFirst">Whether the channels are the first axis and not the last.</param>
internal readonly record struct PictureLayout(int Height, int Width, int Channels, bool ChannelsFirst)
{
    /// <summary>How many numbers there are.</summary>
    internal int Length => checked(Height * Width * Channels);

    /// <summary>How many pictures lie one after the other: one, or one per channel.</summary>
    internal int Planes => ChannelsFirst ? Channels : 1;

    /// <summary>How many numbers of one pixel lie together.</summary>
    internal int Together => ChannelsFirst ? 1 : Channels;

    /// <summary>The dimensions in their order.</summary>
    internal Shape Shape => ChannelsFirst ? [Channels, Height, Width] : [Height, Width, Channels];

    /// <summary>Which channel the number at a place belongs to.</summary>
    internal int ChannelOf(int place) => ChannelsFirst ? place / (Height * Width) : place % Channels;

    /// <summary>Reads the dimensions of one picture.</summary>
    /// <exception cref="ArgumentException">There are not three, or one of them is not positive.</exception>
    internal static PictureLayout Of(Shape shape, bool channelsFirst, string argument)
    {
        if (shape.Rank != 3 || shape.Any(dimension => dimension < 1))
            throw new ArgumentException(
                $"One picture has three dimensions, {(channelsFirst ? "(channels, height, width)" : "(height, width, channels)")}, all 1 or more. Received: {shape}.",
                argument);
        return channelsFirst ? new(shape[1], shape[2], shape[0], true) : new(shape[0], shape[1], shape[2], false);
    }
}
