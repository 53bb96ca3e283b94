namespace KerasNet;

/// <summary>A picture in memory: rows of pixels from the top, pixels from the left, channels side by side, a byte each.</summary>
public sealed partial class Image
{
    /// <summary>A picture around pixels that are not copied.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 = grey, 3 = red, green, blue, 4 = red, green, blue, alpha.</param>
    /// <param name="pixels">height × width × channels bytes.</param>
    /// <exception cref="ArgumentException">The sizes are not positive, or do not match the number of bytes.</exception>
    public Image(int width, int height, int channels, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (channels is not (1 or 3 or 4))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 (grey), 3 (RGB) or 4 (RGBA) channels.");
        if ((long)width * height * channels != pixels.Length)
            throw new ArgumentException($"{width} × {height} pixels of {channels} channels take {(long)width * height * channels:N0} bytes. Received: {pixels.Length:N0}.", nameof(pixels));
        Width = width;
        Height = height;
        Channels = channels;
        Pixels = pixels;
    }

    /// <summary>A grey picture whose levels do not fit into a byte.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="deepPixels">The levels.</param>
    /// <param name="transparent">The level, cut to a byte, that becomes transparent when the picture becomes RGBA.</param>
    internal Image(int width, int height, int[] deepPixels, byte? transparent = null)
        : this(width, height, 1, Array.ConvertAll(deepPixels, level => (byte)Math.Clamp(level, 0, byte.MaxValue)))
    {
        DeepPixels = deepPixels;
        Transparent = transparent;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 = grey, 3 = red, green, blue, 4 = red, green, blue, alpha.</summary>
    public int Channels { get; }

    /// <summary>Height × width × channels bytes, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>
    /// The levels of a grey picture that has more than 8 bits (a PNG of 16 bits, an array with numbers above 255), row by row; else null.
    /// <see cref="Pixels"/> then holds them cut to 255, as Pillow converts them.
    /// </summary>
    public int[]? DeepPixels { get; }

    internal byte? Transparent { get; }

    /// <summary>Such as "40 × 24 pixels, 3 channels".</summary>
    public override string ToString() => $"{Width} × {Height} pixels, {Channels} channel{(Channels == 1 ? "" : "s")}";
}
