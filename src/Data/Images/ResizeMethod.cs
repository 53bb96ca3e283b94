namespace KerasNet;

/// <summary>How <see cref="Image.Resize"/> and <see cref="Image.Load"/> resample: Keras' <c>interpolation</c> of <c>load_img</c>, which is Pillow's.</summary>
public enum ResizeMethod
{
    /// <summary>The pixel at the centre of the area. Keras' default.</summary>
    Nearest,

    /// <summary>A triangle over one pixel to either side, wider when shrinking.</summary>
    Bilinear,

    /// <summary>A cubic with a = −0.5 over two pixels to either side, wider when shrinking.</summary>
    Bicubic,

    /// <summary>A sinc in a Hamming window over one pixel to either side, wider when shrinking.</summary>
    Hamming,

    /// <summary>The mean of the pixels that the area covers.</summary>
    Box,

    /// <summary>A sinc in a Lanczos window over three pixels to either side, wider when shrinking.</summary>
    Lanczos,
}
