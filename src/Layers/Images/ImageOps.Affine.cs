namespace KerasNet.Layers;

public static partial class ImageOps
{
    private const int Corners = 4;

    /// <summary>Pictures turned, moved, stretched, slanted or seen from the side.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="transform">
    /// Eight numbers a0 a1 a2 b0 b1 b2 c0 c1, or (pictures, 8): pixel (x, y) of the output is what stands at ((a0·x + a1·y + a2) / k, (b0·x + b1·y + b2) / k)
    /// of the input, k = c0·x + c1·y + 1.
    /// </param>
    /// <param name="interpolation"><c>bilinear</c>, or <c>nearest</c> (halves away from zero).</param>
    /// <param name="fillMode">What lies beyond the edges: <c>constant</c>, <c>nearest</c>, <c>reflect</c> or <c>wrap</c>; see <see cref="FillMode"/>.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    /// <exception cref="ShapeException">A shape is another.</exception>
    public static KerasTensor AffineTransform(
        KerasTensor images,
        KerasTensor transform,
        string interpolation = "bilinear",
        string fillMode = ConstantFill,
        double fillValue = 0,
        string? dataFormat = null)
    {
        (bool bilinear, FillMode fill) = (ImageModes.IsBilinear(interpolation), ImageModes.Fill(fillMode));
        return Whole(nameof(AffineTransform), images, dataFormat, (x, others) =>
        {
            KerasTensor all = others[0].Rank == 1 ? Ops.ExpandDims(others[0], 0) : others[0];
            return Ops.AffineTransform(x, Ops.BroadcastTo(all, [x.Shape[0], all.Shape[^1]]), bilinear, fill, fillValue);
        }, transform);
    }

    /// <summary>Pictures as if seen from another side: what stood at four points stands at four others.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="startPoints">
    /// Points (x, y) of the input, (4, 2) or (pictures, 4, 2), by convention top left, top right, bottom left, bottom right.
    /// </param>
    /// <param name="endPoints">Where these points stand in the output.</param>
    /// <param name="interpolation"><c>bilinear</c>, or <c>nearest</c> (halves away from zero).</param>
    /// <param name="fillValue">The value beyond the edges.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    /// <exception cref="ShapeException">A shape is another.</exception>
    public static KerasTensor PerspectiveTransform(
        KerasTensor images,
        KerasTensor startPoints,
        KerasTensor endPoints,
        string interpolation = "bilinear",
        double fillValue = 0,
        string? dataFormat = null)
    {
        bool bilinear = ImageModes.IsBilinear(interpolation);
        return Whole(nameof(PerspectiveTransform), images, dataFormat, (x, points) =>
        {
            KerasTensor transform = Homography(Batch(points[0]), Batch(points[1]));
            return Ops.AffineTransform(x, transform, bilinear, FillMode.Constant, fillValue);

            // The difference of products of coordinates loses digits: they are taken twice as long.
            KerasTensor Batch(KerasTensor corners) => Ops.Cast(Ops.BroadcastTo(corners, [x.Shape[0], Corners, 2]), DType.Float64);
        }, startPoints, endPoints);
    }

    /// <summary>The transforms that read, at the end points, what stands at the start points: from an end point to the unit square, and on to the start.</summary>
    private static KerasTensor Homography(KerasTensor start, KerasTensor end)
    {
        KerasTensor[] toStart = FromSquare(start), toEnd = FromSquare(end), toSquare = Adjugate(toEnd);
        KerasTensor[] product = [.. Enumerable.Range(0, 9).Select(i => Enumerable.Range(0, 3)
            .Select(k => toStart[i / 3 * 3 + k] * toSquare[k * 3 + i % 3])
            .Aggregate((a, b) => a + b))];
        return Ops.Concatenate([.. product[..8].Select(number => number / product[8])], 1);
    }

    /// <summary>The 3 × 3 matrix that takes the corners of the unit square to four points (Heckbert, 1989), row by row, each number (pictures, 1).</summary>
    private static KerasTensor[] FromSquare(KerasTensor points)
    {
        KerasTensor[] x = [.. Enumerable.Range(0, Corners).Select(i => At(i, 0))], y = [.. Enumerable.Range(0, Corners).Select(i => At(i, 1))];
        (KerasTensor dx1, KerasTensor dx2, KerasTensor sx) = (x[1] - x[3], x[2] - x[3], x[0] - x[1] + x[3] - x[2]);
        (KerasTensor dy1, KerasTensor dy2, KerasTensor sy) = (y[1] - y[3], y[2] - y[3], y[0] - y[1] + y[3] - y[2]);
        KerasTensor area = dx1 * dy2 - dx2 * dy1;
        KerasTensor g = (sx * dy2 - dx2 * sy) / area, h = (dx1 * sy - sx * dy1) / area;
        return
        [
            x[1] - x[0] + g * x[1], x[2] - x[0] + h * x[2], x[0],
            y[1] - y[0] + g * y[1], y[2] - y[0] + h * y[2], y[0],
            g, h, Ops.OnesLike(g),
        ];

        KerasTensor At(int point, int coordinate) => Ops.Take(Ops.SliceAxis(points, 1, point, point + 1), 2, coordinate);
    }

    /// <summary>The inverse of a 3 × 3 matrix, up to a factor.</summary>
    private static KerasTensor[] Adjugate(KerasTensor[] m) =>
        [.. Enumerable.Range(0, 9).Select(i => Cofactor(m, i % 3, i / 3))];

    private static KerasTensor Cofactor(KerasTensor[] m, int row, int column)
    {
        (int r1, int r2, int c1, int c2) = ((row + 1) % 3, (row + 2) % 3, (column + 1) % 3, (column + 2) % 3);
        return m[r1 * 3 + c1] * m[r2 * 3 + c2] - m[r1 * 3 + c2] * m[r2 * 3 + c1];
    }
}
