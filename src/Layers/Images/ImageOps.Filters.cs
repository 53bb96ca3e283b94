namespace KerasNet.Layers;

public static partial class ImageOps
{
    /// <summary>Pictures blurred with a Gaussian bell, divided by its sum; beyond the edge lie zeros.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="kernelSize">How many rows and columns are weighed, one number for both or a pair; 3 if not given.</param>
    /// <param name="sigma">The standard deviation in pixels, one for both directions or a pair: across, then down. 1 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">A size is below 1, or there are neither one nor two standard deviations above 0.</exception>
    /// <exception cref="ShapeException">The rank is another.</exception>
    public static KerasTensor GaussianBlur(KerasTensor images, Shape? kernelSize = null, Numbers? sigma = null, string? dataFormat = null)
    {
        Shape size = kernelSize ?? 3;
        Numbers widths = sigma ?? 1;
        if (size.Rank is not (1 or 2) || size.Any(length => length < 1))
            throw new ArgumentException($"kernelSize must be one number or two, 1 or more. Received: {size}.", nameof(kernelSize));
        if (widths.Count is not (1 or 2) || !widths.All(width => width > 0))
            throw new ArgumentException($"sigma must be one number or two, above 0. Received: {widths}.", nameof(sigma));
        return Whole(nameof(GaussianBlur), images, dataFormat, x =>
            Blur(x, [size[0], size[^1]], Numbers.Of([widths[0], widths[^1]]).Constant(x.DType)));
    }

    /// <summary>A batch blurred with a Gaussian bell whose two standard deviations, across and down, are known only when the program runs.</summary>
    internal static KerasTensor Blur(KerasTensor images, Shape kernelSize, KerasTensor sigma)
    {
        KerasTensor down = Bell(kernelSize[0], Ops.Take(sigma, 0, 1)), across = Bell(kernelSize[1], Ops.Take(sigma, 0, 0));
        return Weighed(Weighed(images, down, 1), across, 2);
    }

    /// <summary>How values change from row to row and from column to column, by the operator of Sobel; pictures are mirrored at the edge, which is not repeated.</summary>
    /// <param name="images">A batch (pictures, rows, columns, channels), or with <c>channels_first</c> (pictures, channels, rows, columns).</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <returns>The shape of the batch and a last axis of two: down, across.</returns>
    /// <exception cref="ShapeException">The rank is another, or pictures have less than two rows or columns.</exception>
    public static KerasTensor SobelEdges(KerasTensor images, string? dataFormat = null)
    {
        int rows = Check.DataFormat(dataFormat) == Check.ChannelsLast ? 1 : 2;
        return Ops.Shaped(nameof(SobelEdges), x => Edges(Ops.ToFloat(x[0]), rows), images);
    }

    private static KerasTensor Edges(KerasTensor x, int rows)
    {
        int columns = rows + 1;
        if (x.Rank != 4 || x.Shape[rows] < 2 || x.Shape[columns] < 2)
            throw new ShapeException($"{nameof(SobelEdges)} expects a batch of rank 4 with at least two rows and columns. Received: {x.Shape}.");
        x = Framed(Framed(x, rows), columns);
        return Ops.Stack([Smooth(Slope(x, rows), columns), Smooth(Slope(x, columns), rows)], -1);
    }

    /// <summary>A row before the first and one after the last, which mirror their neighbours' neighbours.</summary>
    private static KerasTensor Framed(KerasTensor x, int axis)
    {
        int size = x.Shape[axis];
        return Ops.Concatenate([Ops.SliceAxis(x, axis, 1, 2), x, Ops.SliceAxis(x, axis, size - 2, size - 1)], axis);
    }

    private static KerasTensor Slope(KerasTensor x, int axis) => From(x, axis, 2) - From(x, axis, 0);

    private static KerasTensor Smooth(KerasTensor x, int axis) => From(x, axis, 0) + 2 * From(x, axis, 1) + From(x, axis, 2);

    /// <summary>The cells that lie so far after those of a framed axis' first.</summary>
    private static KerasTensor From(KerasTensor x, int axis, int start) => Ops.SliceAxis(x, axis, start, start + x.Shape[axis] - 2);

    private static KerasTensor Bell(int size, KerasTensor sigma)
    {
        KerasTensor places = Ops.Arange(size, sigma.DType) - (size - 1) / 2.0;
        KerasTensor heights = Ops.Exp(-0.5 * Ops.Square(places / sigma));
        return heights / Ops.Sum(heights);
    }

    /// <summary>Every cell as the weighed sum of itself and its neighbours along rows or columns; beyond the edge lie zeros.</summary>
    /// <remarks>Sums of shifted pictures: with one filter per channel a convolution has nothing to gain from being one.</remarks>
    internal static KerasTensor Weighed(KerasTensor x, KerasTensor weights, int axis)
    {
        (int size, int length) = (weights.Shape[0], x.Shape[axis]);
        int[] low = new int[x.Rank], high = new int[x.Rank];
        (low[axis], high[axis]) = ((size - 1) / 2, size / 2);
        KerasTensor framed = Ops.Pad(x, low, high);
        return Enumerable.Range(0, size)
            .Select(i => Ops.SliceAxis(framed, axis, i, i + length) * Ops.Take(weights, 0, i))
            .Aggregate(Ops.Add);
    }
}
