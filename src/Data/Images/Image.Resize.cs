using KerasNet.Data.Images;

namespace KerasNet;

public sealed partial class Image
{
    /// <summary>The picture in another size, resampled as Pillow does it, bit for bit; this one if it has the size already.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="interpolation">How to resample.</param>
    /// <param name="keepAspectRatio">Whether to cut the largest centred part of the new shape out first, so that nothing is distorted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the method is not known.</exception>
    public Image Resize(int height, int width, ResizeMethod interpolation = ResizeMethod.Nearest, bool keepAspectRatio = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if ((height, width) == (Height, Width))
            return this;
        ImageBox box = keepAspectRatio ? ImageBox.Centred(this, height, width) : new(0, 0, Width, Height);
        return interpolation == ResizeMethod.Nearest
            ? NearestResampling.Resize(this, height, width, box)
            : FilterResampling.Resize(this, height, width, box, interpolation);
    }
}
