namespace KerasNet.Data.Images;

/// <summary>A part of a picture.</summary>
/// <param name="X">Its first column.</param>
/// <param name="Y">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
internal readonly record struct ImageBox(int X, int Y, int Width, int Height)
{
    /// <summary>The largest centred part with the shape of height × width, as Keras' <c>load_img</c> and <c>smart_resize</c> cut it.</summary>
    internal static ImageBox Centred(Image picture, int height, int width)
    {
        int cutHeight = (int)Math.Min(picture.Height, (long)picture.Width * height / width);
        int cutWidth = (int)Math.Min(picture.Width, (long)picture.Height * width / height);
        return new((picture.Width - cutWidth) / 2, (picture.Height - cutHeight) / 2, Math.Max(1, cutWidth), Math.Max(1, cutHeight));
    }
}
