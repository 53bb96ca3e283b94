namespace KerasNet.Layers;

/// <summary>Operations on pictures: of shape (rows, columns, channels), or batches of them. Keras: <c>keras.ops.image</c>.</summary>
/// <remarks>
/// <c>channels_first</c> puts the channels before the rows. Pictures of whole numbers come back as such: rounded, and bytes held within 0…255.
/// </remarks>
public static partial class ImageOps
{
    internal const string ConstantFill = "constant";

    /// <summary>Pictures in another size.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="size">The new numbers of rows and columns.</param>
    /// <param name="interpolation"><c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>lanczos3</c> or <c>lanczos5</c>.</param>
    /// <param name="antialias">Whether every old pixel counts where pictures shrink.</param>
    /// <param name="cropToAspectRatio">Whether the largest centred part with the new proportions is taken first.</param>
    /// <param name="padToAspectRatio">Whether pictures are first surrounded by <paramref name="fillValue"/> up to the new proportions.</param>
    /// <param name="fillMode">How pictures are surrounded: <c>constant</c>.</param>
    /// <param name="fillValue">What pictures are surrounded by.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">A size is below 1, a name is unknown, or pictures shall be cropped and padded at once.</exception>
    /// <exception cref="ShapeException">The rank is another.</exception>
    public static KerasTensor Resize(
        KerasTensor images,
        (int Height, int Width) size,
        string interpolation = "bilinear",
        bool antialias = false,
        bool cropToAspectRatio = false,
        bool padToAspectRatio = false,
        string fillMode = ConstantFill,
        double fillValue = 0,
        string? dataFormat = null)
    {
        (int height, int width) = size;
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(size));
        Interpolation.Known(interpolation);
        if (fillMode != ConstantFill)
            throw Naming.Unknown("fill mode", fillMode, [ConstantFill]);
        if (cropToAspectRatio && padToAspectRatio)
            throw new ArgumentException("Pictures are cropped to the new proportions or padded to them: only one of cropToAspectRatio and padToAspectRatio can be true.");
        return Whole(nameof(Resize), images, dataFormat, x =>
        {
            if (cropToAspectRatio)
                x = CroppedTo(x, height, width);
            if (padToAspectRatio)
                x = PaddedTo(x, height, width, fillValue);
            return Interpolation.Resize(Interpolation.Resize(x, 1, height, interpolation, antialias), 2, width, interpolation, antialias);
        });
    }

    /// <summary>The largest centred part of pictures that has the proportions of a size, resized to it. Keras: <c>keras.preprocessing.image.smart_resize</c>.</summary>
    /// <param name="x">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="size">The new numbers of rows and columns.</param>
    /// <param name="interpolation"><c>bilinear</c>, <c>nearest</c>, <c>bicubic</c>, <c>lanczos3</c> or <c>lanczos5</c>.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">A size is below 1, or a name is unknown.</exception>
    /// <exception cref="ShapeException">The rank is another.</exception>
    public static KerasTensor SmartResize(KerasTensor x, (int Height, int Width) size, string interpolation = "bilinear", string? dataFormat = null) =>
        Resize(x, size, interpolation, cropToAspectRatio: true, dataFormat: dataFormat);

    /// <summary>The largest centred part of a batch that has the proportions of a size.</summary>
    internal static KerasTensor CroppedTo(KerasTensor images, int height, int width)
    {
        (int rows, int columns) = (images.Shape[1], images.Shape[2]);
        (int top, int left) = CropStart(rows, columns, height, width);
        (int cropRows, int cropColumns) = CropSize(rows, columns, height, width);
        return Ops.SliceAxis(Ops.SliceAxis(images, 1, top, top + cropRows), 2, left, left + cropColumns);
    }

    /// <summary>Where the largest centred part with the proportions of a size begins.</summary>
    internal static (int Top, int Left) CropStart(int rows, int columns, int height, int width)
    {
        (int cropRows, int cropColumns) = CropSize(rows, columns, height, width);
        return ((rows - cropRows) / 2, (columns - cropColumns) / 2);
    }

    /// <summary>The size of that part.</summary>
    internal static (int Rows, int Columns) CropSize(int rows, int columns, int height, int width) =>
        (Math.Max(Math.Min(rows, Proportional(columns, height, width)), 1), Math.Max(Math.Min(columns, Proportional(rows, width, height)), 1));

    /// <summary>A batch in the middle of a constant, with the proportions of a size. Both sides get equally many rows or columns, so an odd one is lost.</summary>
    private static KerasTensor PaddedTo(KerasTensor images, int height, int width, double value)
    {
        (int above, int before) = PadSize(images.Shape[1], images.Shape[2], height, width);
        int[] margins = [0, above, before, 0];
        return Ops.Pad(images, margins, margins, value);
    }

    /// <summary>How many rows above and below, and columns before and after, give the proportions of a size.</summary>
    internal static (int Above, int Before) PadSize(int rows, int columns, int height, int width) =>
        ((Math.Max(rows, Proportional(columns, height, width)) - rows) / 2, (Math.Max(columns, Proportional(rows, width, height)) - columns) / 2);

    private static int Proportional(int length, int to, int from) => (int)((double)length * to / from);

    /// <summary>A function of batches (pictures, rows, columns, channels), applied to pictures in any form; whole numbers stay such.</summary>
    private static KerasTensor Whole(string name, KerasTensor images, string? dataFormat, Func<KerasTensor, KerasTensor> transform) =>
        Whole(name, images, dataFormat, (x, _) => transform(x));

    /// <summary>The same for a function that has further operands.</summary>
    private static KerasTensor Whole(
        string name, KerasTensor images, string? dataFormat, Func<KerasTensor, KerasTensor[], KerasTensor> transform, params KerasTensor[] others)
    {
        string format = Check.DataFormat(dataFormat);
        DType type = images.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        return Ops.Shaped(
            name,
            x => ImageBatch.Transform(x[0], format, type, keepsIntegers: true, $"{nameof(ImageOps)}.{name}", batch => transform(batch, x[1..])),
            [images, .. others]);
    }
}
