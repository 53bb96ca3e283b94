namespace KerasNet.Data.Images;

/// <summary>What the components of a JPEG are.</summary>
internal enum JpegColours
{
    Grey,
    YCbCr,
    Rgb,
    Cmyk,
    Ycck,
}
