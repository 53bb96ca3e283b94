using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>One row of a picture, read at other places of it: <see cref="Op.AffineTransform"/>.</summary>
/// <param name="image">The picture.</param>
/// <param name="transform">Its eight numbers.</param>
/// <param name="rows">Its rows.</param>
/// <param name="columns">Its columns.</param>
/// <param name="channels">Its channels.</param>
/// <param name="fill">A pixel of what lies beyond the edges, where that is a constant.</param>
internal readonly unsafe struct AffineRow<TFill>(float* image, float* transform, int rows, int columns, int channels, float* fill)
    where TFill : struct, IFill
{
    private const int Colours = 3;

    /// <summary>A row of the result, of blended pixels.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Blend(int row, float* result)
    {
        Unsafe.SkipInit(out AffinePlaces places);
        float* last = image + ((nint)rows * columns - 1) * channels;
        for (int first = 0; first < columns; first += AffinePlaces.Count)
        {
            int count = Math.Min(AffinePlaces.Count, columns - first);
            places.Fill<TFill>(transform, first, count, row, rows, columns, nearest: false);
            for (int i = 0; i < count; i++, result += channels)
            {
                (int column, int line) = (places.Columns[i], places.Rows[i]);
                float fromLeft = places.FromLeft[i], fromRight = places.FromRight[i], fromAbove = places.FromAbove[i], fromBelow = places.FromBelow[i];
                float* upperLeft, upperRight, lowerLeft, lowerRight;
                if ((uint)column < (uint)(columns - 1) && (uint)line < (uint)(rows - 1))
                {
                    upperLeft = image + ((nint)line * columns + column) * channels;
                    upperRight = upperLeft + channels;
                    lowerLeft = upperLeft + (nint)columns * channels;
                    lowerRight = lowerLeft + channels;

                    // Four numbers at once where three are wanted: the fourth belongs to the next pixel, of which there must be one.
                    if (channels == Colours && lowerRight != last && first + i != columns - 1)
                    {
                        Vector128<float> upper = fromRight * Vector128.Load(upperLeft) + fromLeft * Vector128.Load(upperRight);
                        Vector128<float> lower = fromRight * Vector128.Load(lowerLeft) + fromLeft * Vector128.Load(lowerRight);
                        (fromBelow * upper + fromAbove * lower).Store(result);
                        continue;
                    }
                }
                else if (column == AffinePlaces.Nowhere)
                    upperLeft = upperRight = lowerLeft = lowerRight = fill;
                else
                {
                    upperLeft = PixelAt(column, line);
                    upperRight = PixelAt(column + 1, line);
                    lowerLeft = PixelAt(column, line + 1);
                    lowerRight = PixelAt(column + 1, line + 1);
                }

                for (int channel = 0; channel < channels; channel++)
                    result[channel] = fromBelow * (fromRight * upperLeft[channel] + fromLeft * upperRight[channel])
                        + fromAbove * (fromRight * lowerLeft[channel] + fromLeft * lowerRight[channel]);
            }
        }
    }

    /// <summary>A row of the result, of the nearest pixels.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Nearest(int row, float* result)
    {
        Unsafe.SkipInit(out AffinePlaces places);
        for (int first = 0; first < columns; first += AffinePlaces.Count)
        {
            int count = Math.Min(AffinePlaces.Count, columns - first);
            places.Fill<TFill>(transform, first, count, row, rows, columns, nearest: true);
            for (int i = 0; i < count; i++, result += channels)
            {
                float* pixel = places.Columns[i] == AffinePlaces.Nowhere ? fill : PixelAt(places.Columns[i], places.Rows[i]);
                for (int channel = 0; channel < channels; channel++)
                    result[channel] = pixel[channel];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* PixelAt(int column, int row)
    {
        if (TFill.IsConstant && ((uint)column >= (uint)columns || (uint)row >= (uint)rows))
            return fill;
        return image + ((nint)Math.Min(row, rows - 1) * columns + Math.Min(column, columns - 1)) * channels;
    }
}
