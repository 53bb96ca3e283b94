using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>One row of a picture, read at other places of it: <see cref="Op.AffineTransform"/>.</summary>
/// <param name="image">The picture.</param>
/// <param name="transform">Its eight numbers.</param>
/// <param name="rows">Its rows.</param>
/// <param name="columns">Its columns.</param>
/// <param name="channels">Its channels.</param>
/// <param name="fillValue">What lies beyond the edges, where that is a constant.</param>
internal readonly unsafe struct AffineRow<TFill>(float* image, float* transform, int rows, int columns, int channels, float fillValue)
    where TFill : struct, IFill
{
    /// <summary>Row y of the result, of blended pixels.</summary>
    [SkipLocalsInit]
    internal void Blend(int row, float* result)
    {
        float* fill = stackalloc float[channels];
        new Span<float>(fill, channels).Fill(fillValue);
        for (int column = 0; column < columns; column++, result += channels)
        {
            if (!Place(column, row, out float x, out float y))
            {
                new Span<float>(result, channels).Fill(fillValue);
                continue;
            }

            float left = MathF.Floor(x), above = MathF.Floor(y);
            float fromLeft = x - left, fromRight = left + 1 - x, fromAbove = y - above, fromBelow = above + 1 - y;
            (int i, int j) = ((int)left, (int)above);
            float* upperLeft, upperRight, lowerLeft, lowerRight;
            if ((uint)i < (uint)(columns - 1) && (uint)j < (uint)(rows - 1))
            {
                upperLeft = image + ((nint)j * columns + i) * channels;
                upperRight = upperLeft + channels;
                lowerLeft = upperLeft + (nint)columns * channels;
                lowerRight = lowerLeft + channels;
            }
            else
            {
                upperLeft = PixelAt(i, j, fill);
                upperRight = PixelAt(i + 1, j, fill);
                lowerLeft = PixelAt(i, j + 1, fill);
                lowerRight = PixelAt(i + 1, j + 1, fill);
            }

            for (int channel = 0; channel < channels; channel++)
                result[channel] = fromBelow * (fromRight * upperLeft[channel] + fromLeft * upperRight[channel])
                    + fromAbove * (fromRight * lowerLeft[channel] + fromLeft * lowerRight[channel]);
        }
    }

    /// <summary>Row y of the result, of the nearest pixels.</summary>
    [SkipLocalsInit]
    internal void Nearest(int row, float* result)
    {
        float* fill = stackalloc float[channels];
        new Span<float>(fill, channels).Fill(fillValue);
        for (int column = 0; column < columns; column++, result += channels)
        {
            float* pixel = Place(column, row, out float x, out float y)
                ? PixelAt((int)MathF.Round(x, MidpointRounding.AwayFromZero), (int)MathF.Round(y, MidpointRounding.AwayFromZero), fill)
                : fill;
            for (int channel = 0; channel < channels; channel++)
                result[channel] = pixel[channel];
        }
    }

    /// <summary>Where a pixel of the result comes from; false if that is nowhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Place(int column, int row, out float x, out float y)
    {
        float k = transform[6] * column + transform[7] * row + 1;
        x = (transform[0] * column + transform[1] * row + transform[2]) / k;
        y = (transform[3] * column + transform[4] * row + transform[5]) / k;
        if (!float.IsFinite(x) || !float.IsFinite(y))
            return false;
        x = TFill.Inside(x, columns);
        y = TFill.Inside(y, rows);
        return true;
    }

    private float* PixelAt(int column, int row, float* fill)
    {
        if (TFill.IsConstant && ((uint)column >= (uint)columns || (uint)row >= (uint)rows))
            return fill;
        return image + ((nint)Math.Min(row, rows - 1) * columns + Math.Min(column, columns - 1)) * channels;
    }
}
