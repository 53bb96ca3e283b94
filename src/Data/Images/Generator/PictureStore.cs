using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>Pictures of one size by number.</summary>
/// <param name="layout">How each of them lies.</param>
internal abstract class PictureStore(PictureLayout layout)
{
    internal PictureLayout Layout { get; } = layout;

    internal abstract int Count { get; }

    /// <summary>Reads a picture. Called by several threads at once.</summary>
    internal abstract void Read(int index, Picture picture);
}

/// <summary>Pictures in an array.</summary>
internal sealed class ArrayPictures(DataArray data, PictureLayout layout) : PictureStore(layout)
{
    internal override int Count => data.Count;

    internal override void Read(int index, Picture picture) => data.CopyRow(index, picture.Reset(Layout));
}

/// <summary>Pictures in files, each read when it is asked for.</summary>
internal sealed class FilePictures(FileTable files, PictureLayout layout, ColorMode colorMode, ResizeMethod interpolation, bool keepAspectRatio)
    : PictureStore(layout)
{
    private readonly Lazy<IFileReader> _reader = new(files.Tree.Read);

    internal override int Count => files.Names.Count;

    internal override void Read(int index, Picture picture)
    {
        Image image = Load(index);
        Span<float> values = picture.Reset(Layout);
        if (Layout.ChannelsFirst)
            image.ToArray(Check.ChannelsFirst).FlattenTo(values);
        else if (image.DeepPixels is { } levels)
            TensorPrimitives.ConvertTruncating<int, float>(levels, values);
        else
            TensorPrimitives.ConvertTruncating<byte, float>(image.Pixels, values);
    }

    private Image Load(int index)
    {
        try
        {
            return Image.Decode(_reader.Value.Read(files.Names[index]), colorMode).Resize(Layout.Height, Layout.Width, interpolation, keepAspectRatio);
        }
        catch (Exception e) when (e is ImageFormatException { Path: null } or InvalidDataException)
        {
            throw new ImageFormatException(e.Message, files.Paths[index], e.InnerException);
        }
    }
}
