using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Brings pictures of bytes to one size, as floats: TensorFlow's <c>tf.image.resize</c> without antialiasing. One thread per call, no memory kept.</summary>
internal sealed class PictureResizer
{
    /// <summary>Weights for this many sizes of pictures are kept.</summary>
    private const int MostSizes = 256;

    private readonly ConcurrentDictionary<(int Size, int NewSize), Axis> _axes = new();
    private readonly int _height;
    private readonly int _width;
    private readonly string _method;
    private readonly Fit _fit;

    /// <summary>Sets up.</summary>
    /// <param name="height">The new number of rows.</param>
    /// <param name="width">The new number of columns.</param>
    /// <param name="method">One of the names of <see cref="ResamplingWeights"/>.</param>
    /// <param name="fit">What becomes of pictures with other proportions.</param>
    internal PictureResizer(int height, int width, string method, Fit fit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (_height, _width, _fit) = (height, width, fit);
        _method = ResamplingWeights.Names.Contains(method) ? method : throw Naming.Unknown("interpolation", method, ResamplingWeights.Names);
    }

    /// <summary>What becomes of pictures whose proportions are not those of the new size.</summary>
    internal enum Fit
    {
        /// <summary>They are distorted.</summary>
        Stretch,

        /// <summary>The largest centred part with the new proportions is taken.</summary>
        Crop,

        /// <summary>They are surrounded by black up to the new proportions.</summary>
        Pad,
    }

    /// <summary>Writes a picture in the new size: height × width × channels floats.</summary>
    internal void Resize(Image picture, Span<float> target)
    {
        int channels = picture.Channels;
        (int top, int left, int rows, int columns) = Window(picture.Height, picture.Width);
        int rowLength = columns * channels;
        Axis down = AxisFor(rows, _height), across = AxisFor(columns, _width);

        // A vector reaches past the last pixel of a row.
        float[] memory = ArrayPool<float>.Shared.Rent((rows + 1) * rowLength + Vector128<float>.Count);
        Span<float> source = memory.AsSpan(0, rows * rowLength), blended = memory.AsSpan(rows * rowLength, rowLength + Vector128<float>.Count);
        ToFloats(picture, source, top, left, rows, columns);
        for (int y = 0; y < _height; y++)
        {
            down.Blend(source, rowLength, y, blended[..rowLength]);
            across.Gather(blended, channels, target.Slice(y * _width * channels, _width * channels));
        }

        ArrayPool<float>.Shared.Return(memory);
    }

    /// <summary>The part of a picture that is resized; beyond its edges when it is padded.</summary>
    private (int Top, int Left, int Rows, int Columns) Window(int height, int width)
    {
        switch (_fit)
        {
            case Fit.Crop:
                (int top, int left) = ImageOps.CropStart(height, width, _height, _width);
                (int rows, int columns) = ImageOps.CropSize(height, width, _height, _width);
                return (top, left, rows, columns);
            case Fit.Pad:
                (int above, int before) = ImageOps.PadSize(height, width, _height, _width);
                return (-above, -before, height + 2 * above, width + 2 * before);
            default:
                return (0, 0, height, width);
        }
    }

    private static void ToFloats(Image picture, Span<float> source, int top, int left, int rows, int columns)
    {
        int channels = picture.Channels;
        if (top < 0 || left < 0)
            source.Clear();
        int firstRow = Math.Max(top, 0), lastRow = Math.Min(top + rows, picture.Height);
        int firstColumn = Math.Max(left, 0), count = (Math.Min(left + columns, picture.Width) - firstColumn) * channels;
        for (int y = firstRow; y < lastRow; y++)
            TensorPrimitives.ConvertTruncating<byte, float>(
                picture.Pixels.AsSpan((y * picture.Width + firstColumn) * channels, count), source[(((y - top) * columns + firstColumn - left) * channels)..]);
    }

    private Axis AxisFor(int size, int newSize)
    {
        if (_axes.TryGetValue((size, newSize), out Axis? known))
            return known;
        Axis made = new(ResamplingWeights.Of(size, newSize, _method));
        if (_axes.Count < MostSizes)
            _axes.TryAdd((size, newSize), made);
        return made;
    }

    /// <summary>The weights of an axis as floats.</summary>
    private sealed class Axis
    {
        private readonly int[] _firsts;
        private readonly float[][] _weights;

        internal Axis(ResamplingWeights weights)
        {
            _firsts = [.. Enumerable.Range(0, weights.NewSize).Select(place => weights[place].First)];
            _weights = [.. Enumerable.Range(0, weights.NewSize).Select(place => weights[place].Weights.ToArray().Select(weight => (float)weight).ToArray())];
        }

        /// <summary>Row <paramref name="place"/> of the new picture: old rows blended.</summary>
        internal void Blend(ReadOnlySpan<float> source, int rowLength, int place, Span<float> target)
        {
            ReadOnlySpan<float> weights = _weights[place];
            int start = _firsts[place] * rowLength;
            TensorPrimitives.Multiply(source.Slice(start, rowLength), weights[0], target);
            for (int i = 1; i < weights.Length; i++)
                TensorPrimitives.MultiplyAdd(source.Slice(start + i * rowLength, rowLength), weights[i], target, target);
        }

        /// <summary>All pixels of a row; a vector holds the channels of one, and reads past them into the next.</summary>
        internal void Gather(ReadOnlySpan<float> source, int channels, Span<float> target)
        {
            for (int x = 0; x < _firsts.Length; x++)
            {
                ReadOnlySpan<float> weights = _weights[x];
                ReadOnlySpan<float> from = source[(_firsts[x] * channels)..];
                Vector128<float> sum = Vector128.Create(from) * weights[0];
                for (int i = 1; i < weights.Length; i++)
                    sum += Vector128.Create(from[(i * channels)..]) * weights[i];
                Span<float> pixel = target[(x * channels)..];
                if (pixel.Length >= Vector128<float>.Count)
                    sum.CopyTo(pixel);
                else
                    for (int c = 0; c < channels; c++)
                        pixel[c] = sum[c];
            }
        }
    }
}
