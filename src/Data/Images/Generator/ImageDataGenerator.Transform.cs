using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet;

public sealed partial class ImageDataGenerator
{
    /// <summary>Draws a transformation for a picture.</summary>
    /// <param name="imageShape">The dimensions of the picture; shifts are fractions of them.</param>
    /// <param name="seed">The same seed draws the same transformation; one that differs each time if not given.</param>
    public ImageTransform GetRandomTransform(Shape imageShape, long? seed = null) =>
        Draw(PictureLayout.Of(imageShape, _channelsFirst, nameof(imageShape)), new RandomStream(seed ?? RandomSource.NextSeed()));

    /// <summary>Applies a transformation to a picture.</summary>
    /// <param name="image">One picture, of any number type; a <see cref="float"/>[,,], a <see cref="byte"/>[,,], a tensor.</param>
    /// <param name="transform">What to do with it.</param>
    /// <returns>A new picture of the same size.</returns>
    /// <exception cref="ArgumentException">It is not one picture.</exception>
    public Tensor<float> ApplyTransform(DataArray image, ImageTransform transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        Picture picture = Read(image);
        Apply(picture, transform);
        return picture.ToTensor();
    }

    /// <summary>Applies a random transformation to a picture.</summary>
    /// <param name="image">One picture, of any number type.</param>
    /// <param name="seed">The same seed draws the same transformation; one that differs each time if not given.</param>
    /// <returns>A new picture of the same size.</returns>
    /// <exception cref="ArgumentException">It is not one picture.</exception>
    public Tensor<float> RandomTransform(DataArray image, long? seed = null) => ApplyTransform(image, GetRandomTransform(LayoutOf(image).Shape, seed));

    /// <summary>Draws a transformation. Each part takes its draws only where it is asked for.</summary>
    internal ImageTransform Draw(PictureLayout layout, RandomStream random) => new()
    {
        Theta = Either(random, RotationRange),
        Tx = WidthShiftRange.Draw(random, layout.Width),
        Ty = HeightShiftRange.Draw(random, layout.Height),
        Shear = Either(random, ShearRange),
        Zx = ZoomRange == (1, 1) ? 1 : random.NextWithin(ZoomRange.Low, ZoomRange.High),
        Zy = ZoomRange == (1, 1) ? 1 : random.NextWithin(ZoomRange.Low, ZoomRange.High),
        FlipHorizontal = HorizontalFlip && random.NextIndex(2) == 1,
        FlipVertical = VerticalFlip && random.NextIndex(2) == 1,
        ChannelShiftIntensity = ChannelShiftRange == 0 ? null : Either(random, ChannelShiftRange),
        Brightness = BrightnessRange is var (low, high) ? random.NextWithin(low, high) : null,
    };

    /// <summary>Changes a picture in the order of Keras: resampling, channel shift, flips, brightness.</summary>
    internal void Apply(Picture picture, ImageTransform transform)
    {
        PictureLayout layout = picture.Layout;
        AffineMap map = AffineMap.Of(transform, layout.Height, layout.Width);
        if (!map.IsIdentity)
            picture.Resample(map, InterpolationOrder, FillMode, (float)Cval);
        if (transform.ChannelShiftIntensity is { } intensity)
            PictureEdits.ShiftChannels(picture.Values, (float)intensity);
        if (transform.FlipHorizontal)
            PictureEdits.FlipHorizontal(picture.Values, layout);
        if (transform.FlipVertical)
            PictureEdits.FlipVertical(picture.Values, layout);
        if (transform.Brightness is { } brightness)
            PictureEdits.Brighten(picture.Values, layout, (float)brightness);
    }

    private static double Either(RandomStream random, double most) => most == 0 ? 0 : random.NextWithin(-most, most);

    private PictureLayout LayoutOf(DataArray image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PictureLayout.Of(image.Shape, _channelsFirst, nameof(image));
    }
}
