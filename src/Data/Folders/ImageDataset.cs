using System.Collections.Concurrent;
using KerasNet.Data;
using KerasNet.Data.Images;
using KerasNet.Layers;

namespace KerasNet;

/// <summary>Pictures from folders, or from a zip archive, as batches of floats 0…255 and labels: Keras' <c>image_dataset_from_directory</c>.</summary>
/// <remarks>
/// Files are read and decoded when they are asked for, on several threads, some pictures ahead; order and numbers do not depend on how many.
/// Walks of the training part, and of a whole folder, are shuffled anew each time; those of a validation part never are, so that predictions can be
/// compared with <see cref="Labels"/>.
/// </remarks>
public sealed partial class ImageDataset : Dataset<DataBatch>
{
    private readonly FileTree _tree;
    private readonly PictureFiles _files;
    private readonly PictureOptions _options;
    private readonly PictureResizer _resizer;
    private readonly MemoryPool _pool = new();
    private readonly ConcurrentDictionary<string, string> _skipped = new();
    private readonly long? _shuffleSeed;
    private volatile bool _walked;

    private ImageDataset(FileTree tree, PictureFiles files, PictureOptions options, long? shuffleSeed)
    {
        (_tree, _files, _options, _shuffleSeed) = (tree, files, options, shuffleSeed);
        _resizer = new PictureResizer(options.Height, options.Width, options.Interpolation, options.Fit);
        Files = [.. files.Paths.Select(tree.PathOf)];
    }

    /// <summary>The names of the classes, in the order of the labels; empty without labels.</summary>
    public IReadOnlyList<string> ClassNames => _files.ClassNames;

    /// <summary>The files in their order before shuffling, which a seed makes that of Keras.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The class of each of <see cref="Files"/>; empty without labels.</summary>
    public IReadOnlyList<int> Labels => _files.Labels;

    /// <summary>The files that could not be decoded so far, if they are to be left out, in the order of their names.</summary>
    public IReadOnlyList<SkippedFile> SkippedFiles =>
        [.. _skipped.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SkippedFile(pair.Key, pair.Value))];

    /// <summary>The number of batches, or of pictures if they are not batched. Where files may be left out it is known after the first whole walk.</summary>
    public override long? Count
    {
        get
        {
            if (_options.OnError == OnError.Skip && !_walked)
                return null;
            long pictures = _files.Paths.Length - _skipped.Count;
            return _options.BatchSize is { } size ? Dataset.Batches(pictures, size, dropRemainder: false) : pictures;
        }
    }

    internal override bool HasSingles => _options.BatchSize is null;

    internal override IEnumerator<DataBatch> Walk(long number)
    {
        BatchBuilder builder = new(_options.BatchSize ?? 1, _pool);
        using IFileReader reader = _tree.Read();
        using BackgroundWalk<int, DataBatch?> pictures = new(Order(number), (file, _) => Load(reader, file), _options.Workers, ahead: 4 * _options.Workers);
        for (long place = 0; pictures.MoveNext(); place++)
        {
            if (pictures.Current is not { } picture)
                continue;
            if (HasSingles)
            {
                yield return picture;
                continue;
            }

            builder.Add(picture, 0, place);
            Recycling.Recycle(picture);
            if (builder.Take(whole: true) is { } batch)
                yield return batch;
        }

        if (_skipped.Count == Files.Count)
            throw new ImageFormatException($"none of the {Files.Count} files in '{_tree.Name}' is a picture that can be decoded; the first fault: {SkippedFiles[0].Reason}");
        _walked = true;
        if (builder.Take(whole: false) is { } rest)
            yield return rest;
    }

    private IEnumerator<int> Order(long number)
    {
        int[] order = [.. Enumerable.Range(0, _files.Paths.Length)];
        if (_shuffleSeed is { } seed)
            new RandomStream(seed, (ulong)number).Shuffle(order);
        return ((IEnumerable<int>)order).GetEnumerator();
    }

    /// <summary>A picture as a batch of one; null if it is left out.</summary>
    private DataBatch? Load(IFileReader reader, int file)
    {
        TensorData pixels = _pool.Rent([1, _options.Height, _options.Width, _options.Channels], DType.Float32);
        try
        {
            _resizer.Resize(Decode(reader.Read(_files.Paths[file]), file), pixels.AsSpan<float>());
        }
        catch (ImageFormatException e) when (_options.OnError == OnError.Skip)
        {
            _skipped.TryAdd(Files[file], e.Message);
            _pool.Return(pixels);
            return null;
        }

        return new DataBatch(DataArray.Of(pixels), Label(file) is { } label ? (DataArrays)DataArray.Of(label) : null, null, _pool);
    }

    private Image Decode(byte[] bytes, int file)
    {
        try
        {
            Image picture = ImageCodecs.For(bytes).Decode(bytes);

            // Of 16 bits the upper byte counts, as TensorFlow reads them; Image.Load cuts levels at 255, as Pillow does.
            if (picture.DeepPixels is { } deep)
                picture = new Image(picture.Width, picture.Height, 1, Array.ConvertAll(deep, level => (byte)(level >> 8)));
            return picture.Convert(_options.ColorMode);
        }
        catch (ImageFormatException e) when (e.Path is null)
        {
            throw new ImageFormatException(e.Message, Files[file], e.InnerException);
        }
    }

    private TensorData? Label(int file)
    {
        int label = _options.LabelMode == LabelMode.None ? 0 : _files.Labels[file];
        TensorData target;
        switch (_options.LabelMode)
        {
            case LabelMode.Int:
                target = _pool.Rent([1], DType.Int32);
                target.AsSpan<int>()[0] = label;
                return target;
            case LabelMode.Binary:
                target = _pool.Rent([1, 1], DType.Float32);
                target.AsSpan<float>()[0] = label;
                return target;
            case LabelMode.Categorical:
                target = _pool.Rent([1, ClassNames.Count], DType.Float32);
                target.AsSpan<float>().Clear();
                target.AsSpan<float>()[label] = 1;
                return target;
            default:
                return null;
        }
    }
}
