using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Data;

/// <summary>scipy's <c>ndimage.affine_transform</c> with order 0 or 1, for a picture whose channels lie together or that has one.</summary>
/// <remarks>
/// A coordinate is (r·a + c·b) + offset in doubles, rounded as scipy rounds it, since one bit decides what lies beyond the border.
/// It is monotonic along a row, so the pixels that find all their neighbours inside are one stretch of it, which needs no rules.
/// </remarks>
internal static class AffineSampler
{
    /// <summary>Fills a picture with what another shows where the map points to.</summary>
    /// <param name="source">Height × width × channels numbers.</param>
    /// <param name="target">As many; not the same memory.</param>
    /// <param name="height">Rows of both pictures.</param>
    /// <param name="width">Columns of both pictures.</param>
    /// <param name="channels">Numbers per pixel.</param>
    /// <param name="map">Where each pixel looks.</param>
    /// <param name="order">0: nearest pixel; 1: bilinear.</param>
    /// <param name="mode">What stands beyond the border.</param>
    /// <param name="cval">The value beyond the border for <see cref="FillMode.Constant"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sample(
        ReadOnlySpan<float> source, Span<float> target, int height, int width, int channels, in AffineMap map, int order, FillMode mode, float cval)
    {
        int length = checked(height * width * channels);
        Picture picture = new(source[..length], target[..length], height, width, channels);
        for (int row = 0; row < height; row++)
        {
            Line line = new(row, map, height, width);
            (int start, int end) = line.Inside(width);
            Border(picture, line, row, 0, start, order, mode, cval);
            if (order == 0)
                Nearest(picture, line, row, start, end);
            else if (channels is 3 or 4)
                FourLanes(picture, line, row, start, end);
            else
                Linear(picture, line, row, start, end);
            Border(picture, line, row, end, width, order, mode, cval);
        }
    }

    private static void Border(in Picture picture, in Line line, int row, int start, int end, int order, FillMode mode, float cval)
    {
        int channels = picture.Channels;
        for (int column = start; column < end; column++)
        {
            Span<float> pixel = picture.Target.Slice(((row * picture.Width) + column) * channels, channels);
            BorderRule.Locate(line.Row(column), picture.Height, mode, order, out int top, out int bottom, out float down);
            BorderRule.Locate(line.Column(column), picture.Width, mode, order, out int left, out int right, out float across);
            if (top < 0 || left < 0)
            {
                pixel.Fill(cval);
                continue;
            }

            ReadOnlySpan<float> topLeft = picture.Source[(((top * picture.Width) + left) * channels)..];
            ReadOnlySpan<float> topRight = picture.Source[(((top * picture.Width) + right) * channels)..];
            ReadOnlySpan<float> bottomLeft = picture.Source[(((bottom * picture.Width) + left) * channels)..];
            ReadOnlySpan<float> bottomRight = picture.Source[(((bottom * picture.Width) + right) * channels)..];
            for (int i = 0; i < pixel.Length; i++)
                pixel[i] = Between(Between(topLeft[i], topRight[i], across), Between(bottomLeft[i], bottomRight[i], across), down);
        }
    }

    private static void Nearest(in Picture picture, in Line line, int row, int start, int end)
    {
        int channels = picture.Channels;
        for (int column = start; column < end; column++)
        {
            int from = (((int)(line.Row(column) + 0.5) * picture.Width) + (int)(line.Column(column) + 0.5)) * channels;
            int to = ((row * picture.Width) + column) * channels;
            for (int i = 0; i < channels; i++)
                picture.Target[to + i] = picture.Source[from + i];
        }
    }

    private static void Linear(in Picture picture, in Line line, int row, int start, int end)
    {
        int channels = picture.Channels, down = picture.Width * channels;
        for (int column = start; column < end; column++)
        {
            int from = picture.Find(line, column, out float across, out float below);
            int to = ((row * picture.Width) + column) * channels;
            for (int i = from; i < from + channels; i++)
                picture.Target[to++] = Between(
                    Between(picture.Source[i], picture.Source[i + channels], across),
                    Between(picture.Source[i + down], picture.Source[i + down + channels], across),
                    below);
        }
    }

    /// <summary>Three or four channels in one vector. The fourth lane of three belongs to the next pixel, which is written after this one.</summary>
    private static void FourLanes(in Picture picture, in Line line, int row, int start, int end)
    {
        int channels = picture.Channels, down = picture.Width * channels;
        int lastFrom = picture.Source.Length - down - channels - Vector128<float>.Count;
        int lastTo = picture.Target.Length - Vector128<float>.Count;
        ref float source = ref MemoryMarshal.GetReference(picture.Source);
        ref float target = ref MemoryMarshal.GetReference(picture.Target);
        for (int column = start; column < end; column++)
        {
            int from = picture.Find(line, column, out float across, out float below);
            int to = ((row * picture.Width) + column) * channels;
            if (from > lastFrom || to > lastTo)
            {
                Linear(picture, line, row, column, column + 1);
                continue;
            }

            Vector128<float> topLeft = Vector128.LoadUnsafe(ref source, (nuint)from);
            Vector128<float> topRight = Vector128.LoadUnsafe(ref source, (nuint)(from + channels));
            Vector128<float> bottomLeft = Vector128.LoadUnsafe(ref source, (nuint)(from + down));
            Vector128<float> bottomRight = Vector128.LoadUnsafe(ref source, (nuint)(from + down + channels));
            Vector128<float> top = topLeft + ((topRight - topLeft) * across);
            Vector128<float> bottom = bottomLeft + ((bottomRight - bottomLeft) * across);
            (top + ((bottom - top) * below)).StoreUnsafe(ref target, (nuint)to);
        }
    }

    private static float Between(float from, float to, float weight) => from + ((to - from) * weight);

    /// <summary>Both pictures and their size.</summary>
    private readonly ref struct Picture(ReadOnlySpan<float> source, Span<float> target, int height, int width, int channels)
    {
        internal ReadOnlySpan<float> Source { get; } = source;

        internal Span<float> Target { get; } = target;

        internal int Height { get; } = height;

        internal int Width { get; } = width;

        internal int Channels { get; } = channels;

        /// <summary>Where the upper left neighbour of an inner coordinate begins, and how far beyond it the coordinate lies.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal int Find(in Line line, int column, out float across, out float below)
        {
            double y = line.Row(column), x = line.Column(column);
            int top = (int)y, left = (int)x;
            below = (float)(y - top);
            across = (float)(x - left);
            return ((top * Width) + left) * Channels;
        }
    }

    /// <summary>The coordinates that the pixels of one output row look at.</summary>
    private readonly struct Line(int row, in AffineMap map, int height, int width)
    {
        private readonly double _rowStart = row * map.RowByRow;
        private readonly double _columnStart = row * map.ColumnByRow;
        private readonly double _rowStep = map.RowByColumn;
        private readonly double _columnStep = map.ColumnByColumn;
        private readonly double _rowOffset = map.RowOffset;
        private readonly double _columnOffset = map.ColumnOffset;
        private readonly double _lastRow = height - 1;
        private readonly double _lastColumn = width - 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal double Row(int column) => _rowStart + (column * _rowStep) + _rowOffset;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal double Column(int column) => _columnStart + (column * _columnStep) + _columnOffset;

        /// <summary>The columns whose coordinates have all four neighbours inside. Estimated, then settled by the coordinates themselves.</summary>
        internal (int Start, int End) Inside(int columns)
        {
            (double from, double to) = Solve(_rowStart + _rowOffset, _rowStep, _lastRow, columns);
            (double left, double right) = Solve(_columnStart + _columnOffset, _columnStep, _lastColumn, columns);
            int start = (int)Math.Ceiling(Math.Max(from, left)), end = (int)Math.Ceiling(Math.Min(to, right));
            if (start >= end)
                return (0, 0);
            while (start < end && !IsInside(start))
                start++;
            while (start < end && !IsInside(end - 1))
                end--;
            return (start, end);
        }

        private bool IsInside(int column) => Row(column) is >= 0 and double row && row < _lastRow && Column(column) is >= 0 and double at && at < _lastColumn;

        /// <summary>The columns c, within 0..columns, for which 0 ≤ start + c·step &lt; last.</summary>
        private static (double From, double To) Solve(double start, double step, double last, int columns)
        {
            if (step == 0)
                return start >= 0 && start < last ? (0, columns) : (0, 0);
            double first = -start / step, second = (last - start) / step;
            (first, second) = (Math.Min(first, second), Math.Max(first, second));
            return double.IsNaN(first + second) ? (0, 0) : (Math.Clamp(first, 0, columns), Math.Clamp(second, 0, columns));
        }
    }
}
