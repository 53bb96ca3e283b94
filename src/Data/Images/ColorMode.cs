namespace KerasNet;

/// <summary>The channels that a picture is loaded with: Keras' <c>color_mode</c>.</summary>
public enum ColorMode
{
    /// <summary>One channel, luma by ITU-R BT.601: (19595 R + 38470 G + 7471 B + 32768) >> 16. Grey files of 16 bits keep them.</summary>
    Grayscale,

    /// <summary>Red, green, blue; an alpha channel is dropped, not blended.</summary>
    Rgb,

    /// <summary>Red, green, blue and alpha, 0 = transparent to 255 = opaque.</summary>
    Rgba,
}
