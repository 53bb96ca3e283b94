namespace KerasNet.Data.Images;

/// <summary>Each new pixel is the old one at its centre. Positions are summed up in float64 as in Pillow (<c>ImagingScaleAffine</c>), which decides ties.</summary>
internal static class NearestResampling
{
    internal static Image Resize(Image picture, int height, int width, ImageBox box)
    {
        int[] rows = Positions(box.Y, box.Height, height);
        int[] columns = Positions(box.X, box.Width, width);
        return picture.DeepPixels is { } deep
            ? new(width, height, Pick(deep, picture.Width, 1, rows, columns))
            : new(width, height, picture.Channels, Pick(picture.Pixels, picture.Width, picture.Channels, rows, columns));
    }

    private static int[] Positions(int first, int length, int count)
    {
        double step = (double)length / count;
        double position = first + step * 0.5;
        int[] positions = new int[count];
        for (int i = 0; i < count; i++, position += step)
            positions[i] = Math.Min((int)position, first + length - 1);
        return positions;
    }

    private static T[] Pick<T>(T[] pixels, int sourceWidth, int channels, int[] rows, int[] columns)
    {
        T[] picked = GC.AllocateUninitializedArray<T>(checked(rows.Length * columns.Length * channels));
        int at = 0;
        foreach (int y in rows)
        {
            ReadOnlySpan<T> row = pixels.AsSpan(y * sourceWidth * channels, sourceWidth * channels);
            foreach (int x in columns)
            {
                row.Slice(x * channels, channels).CopyTo(picked.AsSpan(at));
                at += channels;
            }
        }

        return picked;
    }
}
