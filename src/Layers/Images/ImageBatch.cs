namespace KerasNet.Layers;

/// <summary>The one form in which pictures are computed on: floats, (pictures, rows, columns, channels).</summary>
internal static class ImageBatch
{
    private const double HighestLevel = 255;

    /// <summary>Brings pictures into that form, transforms them, and brings them back.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4, of any dtype.</param>
    /// <param name="dataFormat">Where their channels are.</param>
    /// <param name="type">The dtype to compute in.</param>
    /// <param name="keepsIntegers">Whether whole numbers come back as such.</param>
    /// <param name="owner">Whose pictures they are, for messages.</param>
    /// <param name="transform">The transformation.</param>
    /// <exception cref="ShapeException">The rank is another.</exception>
    internal static KerasTensor Transform(
        KerasTensor images, string dataFormat, DType type, bool keepsIntegers, string owner, Func<KerasTensor, KerasTensor> transform)
    {
        if (images.Rank is not (3 or 4))
            throw new ShapeException($"{owner} expects a picture of rank 3 or a batch of rank 4. Received: {images.Shape}.");
        bool channelsFirst = dataFormat == Check.ChannelsFirst;
        KerasTensor x = images.Rank == 3 ? Ops.ExpandDims(images, 0) : images;
        x = Ops.Cast(channelsFirst ? Ops.Transpose(x, 0, 2, 3, 1) : x, type);
        x = transform(x);
        if (keepsIntegers && !images.DType.IsFloating())
            x = Whole(x, images.DType);
        x = channelsFirst ? Ops.Transpose(x, 0, 3, 1, 2) : x;
        return images.Rank == 3 ? Ops.Squeeze(x, 0) : x;
    }

    /// <summary>Numbers rounded to whole ones, halves to even; bytes are held within their range.</summary>
    internal static KerasTensor Whole(KerasTensor x, DType type)
    {
        x = Ops.Round(x);
        return Ops.Cast(type == DType.UInt8 ? Ops.Minimum(Ops.Maximum(x, 0), HighestLevel) : x, type);
    }
}
