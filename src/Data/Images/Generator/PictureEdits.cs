using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>Changes of one picture in place.</summary>
internal static class PictureEdits
{
    /// <summary>Adds a number to all values and holds them between the smallest and the largest that were there.</summary>
    internal static void ShiftChannels(Span<float> picture, float intensity)
    {
        float min = TensorPrimitives.Min(picture), max = TensorPrimitives.Max(picture);
        TensorPrimitives.Add(picture, intensity, picture);
        TensorPrimitives.Max(picture, min, picture);
        TensorPrimitives.Min(picture, max, picture);
    }

    /// <summary>Exchanges left and right.</summary>
    internal static void FlipHorizontal(Span<float> picture, PictureLayout layout)
    {
        int pixel = layout.Together, length = layout.Width * pixel;
        for (int start = 0; start < picture.Length; start += length)
        {
            Span<float> line = picture.Slice(start, length);
            line.Reverse();
            if (pixel > 1)
                for (int i = 0; i < length; i += pixel)
                    line.Slice(i, pixel).Reverse();
        }
    }

    /// <summary>Exchanges top and bottom.</summary>
    internal static void FlipVertical(Span<float> picture, PictureLayout layout)
    {
        int length = layout.Width * layout.Together;
        int plane = length * layout.Height;
        for (int start = 0; start < picture.Length; start += plane)
            for (int top = start, bottom = start + plane - length; top < bottom; top += length, bottom -= length)
                Exchange(picture.Slice(top, length), picture.Slice(bottom, length));
    }

    /// <summary>
    /// Multiplies by a factor as an 8-bit picture does: cut to bytes, multiplied, cut to bytes again; alpha stays.
    /// Values beyond 0..255 make the whole range be scaled to bytes first and back afterwards.
    /// </summary>
    /// <exception cref="NotSupportedException">The picture has neither 1, 3 nor 4 channels.</exception>
    internal static void Brighten(Span<float> picture, PictureLayout layout, float factor)
    {
        if (layout.Channels is not (1 or 3 or 4))
            throw new NotSupportedException($"Brightness is worked out on 8-bit pictures of 1, 3 or 4 channels. Received: {layout.Shape}.");
        float min = TensorPrimitives.Min(picture), max = TensorPrimitives.Max(picture), range = max - min;
        bool scaled = min < 0 || max > 255;
        if (scaled)
        {
            TensorPrimitives.Subtract(picture, min, picture);
            if (range != 0)
                TensorPrimitives.Divide(picture, range, picture);
            TensorPrimitives.Multiply(picture, 255, picture);
        }

        for (int i = 0; i < picture.Length; i++)
        {
            float level = (byte)picture[i];
            picture[i] = layout.Channels == 4 && layout.ChannelOf(i) == 3 ? level : (byte)Math.Clamp(level * factor, 0, 255);
        }

        if (!scaled)
            return;
        TensorPrimitives.Divide(picture, 255, picture);
        TensorPrimitives.Multiply(picture, range, picture);
        TensorPrimitives.Add(picture, min, picture);
    }

    private static void Exchange(Span<float> one, Span<float> other)
    {
        for (int i = 0; i < one.Length; i++)
            (one[i], other[i]) = (other[i], one[i]);
    }
}
