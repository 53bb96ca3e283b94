using System.Collections.Concurrent;
using KerasNet.Data;
using KerasNet.Data.Images;

namespace KerasNet;

/// <summary>Pictures from folders, or from a zip archive, as batches of floats 0…255 and labels: Keras' <c>image_dataset_from_directory</c>.</summary>
/// <inheritdoc cref="FolderDataset" path="/remarks"/>
public sealed partial class ImageDataset : FolderDataset
{
    private readonly PictureOptions _options;
    private readonly PictureResizer _resizer;
    private readonly ConcurrentDictionary<string, string> _skipped = new();
    private volatile bool _walked;

    private ImageDataset(FolderPart part, PictureOptions options)
        : base(part, options)
    {
        _options = options;
        _resizer = new PictureResizer(options.Height, options.Width, options.Interpolation, options.Fit);
    }

    /// <summary>The files that could not be decoded so far, if they are to be left out, in the order of their names.</summary>
    public IReadOnlyList<SkippedFile> SkippedFiles =>
        [.. _skipped.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SkippedFile(pair.Key, pair.Value))];

    /// <summary>The number of batches, or of pictures if they are not batched. Where files may be left out it is known after the first whole walk.</summary>
    public override long? Count => _options.OnError == OnError.Skip && !_walked ? null : CountOf(Files.Count - _skipped.Count);

    private protected override DataArray? Load(IFileReader reader, string path, int file)
    {
        TensorData pixels = Pool.Rent([1, _options.Height, _options.Width, _options.Channels], DType.Float32);
        try
        {
            _resizer.Resize(Decode(reader, path, file), pixels.AsSpan<float>());
        }
        catch (ImageFormatException e) when (_options.OnError == OnError.Skip)
        {
            _skipped.TryAdd(Files[file], e.Message);
            Pool.Return(pixels);
            return null;
        }

        return DataArray.Of(pixels);
    }

    private protected override void EndWalk()
    {
        if (_skipped.Count == Files.Count)
            throw new ImageFormatException(
                $"none of the {Files.Count} files in '{Directory}' is a picture that can be decoded; the first fault: {SkippedFiles[0].Reason}");
        _walked = true;
    }

    private Image Decode(IFileReader reader, string path, int file)
    {
        try
        {
            byte[] bytes = reader.Read(path);
            Image picture = ImageCodecs.For(bytes).Decode(bytes);

            // Of 16 bits the upper byte counts, as TensorFlow reads them; Image.Load cuts levels at 255, as Pillow does.
            if (picture.DeepPixels is { } deep)
                picture = new Image(picture.Width, picture.Height, 1, Array.ConvertAll(deep, level => (byte)(level >> 8)));
            return picture.Convert(_options.ColorMode);
        }
        catch (Exception e) when (e is ImageFormatException { Path: null } or InvalidDataException)
        {
            throw new ImageFormatException(e.Message, Files[file], e.InnerException);
        }
    }
}
