namespace KerasNet.Layers;

public static partial class ImageOps
{
    /// <summary>Zeros around pictures. Of each direction two of three numbers are given: before, after, and the size of the result.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="topPadding">Rows above.</param>
    /// <param name="leftPadding">Columns to the left.</param>
    /// <param name="bottomPadding">Rows below.</param>
    /// <param name="rightPadding">Columns to the right.</param>
    /// <param name="targetHeight">The rows of the result.</param>
    /// <param name="targetWidth">The columns of the result.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">Other than two of three numbers are given, or the result would be smaller.</exception>
    /// <exception cref="ShapeException">The rank is another.</exception>
    public static KerasTensor PadImages(
        KerasTensor images,
        int? topPadding = null,
        int? leftPadding = null,
        int? bottomPadding = null,
        int? rightPadding = null,
        int? targetHeight = null,
        int? targetWidth = null,
        string? dataFormat = null) =>
        Whole(nameof(PadImages), images, dataFormat, x =>
        {
            (int above, int below) = Ends(topPadding, bottomPadding, targetHeight - x.Shape[1], "topPadding, bottomPadding and targetHeight", x);
            (int before, int after) = Ends(leftPadding, rightPadding, targetWidth - x.Shape[2], "leftPadding, rightPadding and targetWidth", x);
            return Ops.Pad(x, [0, above, before, 0], [0, below, after, 0]);
        });

    /// <summary>A box of pictures. Of each direction two of three numbers are given: what is cut off before and after, and the size of the result.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="topCropping">Rows cut off above.</param>
    /// <param name="leftCropping">Columns cut off to the left.</param>
    /// <param name="bottomCropping">Rows cut off below.</param>
    /// <param name="rightCropping">Columns cut off to the right.</param>
    /// <param name="targetHeight">The rows of the result.</param>
    /// <param name="targetWidth">The columns of the result.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <exception cref="ArgumentException">Other than two of three numbers are given, or nothing would be left.</exception>
    /// <exception cref="ShapeException">The rank is another.</exception>
    public static KerasTensor CropImages(
        KerasTensor images,
        int? topCropping = null,
        int? leftCropping = null,
        int? bottomCropping = null,
        int? rightCropping = null,
        int? targetHeight = null,
        int? targetWidth = null,
        string? dataFormat = null) =>
        Whole(nameof(CropImages), images, dataFormat, x =>
        {
            (int above, int below) = Ends(topCropping, bottomCropping, x.Shape[1] - targetHeight, "topCropping, bottomCropping and targetHeight", x);
            (int before, int after) = Ends(leftCropping, rightCropping, x.Shape[2] - targetWidth, "leftCropping, rightCropping and targetWidth", x);
            (int rows, int columns) = (x.Shape[1] - below, x.Shape[2] - after);
            return above < rows && before < columns
                ? Ops.SliceAxis(Ops.SliceAxis(x, 1, above, rows), 2, before, columns)
                : throw new ArgumentException($"{above} + {below} rows and {before} + {after} columns cut off {x.Shape} leave nothing.");
        });

    /// <summary>Boxes of pictures side by side: the pixels of each box stand one after the other along the channels.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="size">The rows and columns of a box, or one number for both.</param>
    /// <param name="strides">The steps from box to box; the size if not given.</param>
    /// <param name="dilationRate">The distance of a box's neighbouring pixels; 1 if not given.</param>
    /// <param name="padding"><c>valid</c> (only boxes inside of the picture) or <c>same</c> (zeros around it: ⌈n / stride⌉ boxes).</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <returns>(pictures, boxes down, boxes across, box rows · box columns · channels).</returns>
    /// <exception cref="ArgumentException">A number is below 1, the padding is unknown, or no box fits.</exception>
    /// <exception cref="ShapeException">The rank is another.</exception>
    public static KerasTensor ExtractPatches(
        KerasTensor images, Shape size, Shape? strides = null, Shape? dilationRate = null, string padding = "valid", string? dataFormat = null)
    {
        bool same = padding switch
        {
            "valid" => false,
            "same" => true,
            _ => throw Naming.Unknown("padding", padding, ["valid", "same"]),
        };
        (int Rows, int Columns) box = Pair(size, nameof(size)), step = Pair(strides ?? size, nameof(strides)), apart = Pair(dilationRate ?? 1, nameof(dilationRate));
        return Whole(nameof(ExtractPatches), images, dataFormat, x =>
        {
            if (same)
            {
                (int above, int below) = SamePadding(x.Shape[1], box.Rows, step.Rows, apart.Rows);
                (int before, int after) = SamePadding(x.Shape[2], box.Columns, step.Columns, apart.Columns);
                x = Ops.Pad(x, [0, above, before, 0], [0, below, after, 0]);
            }

            (int reachDown, int reachAcross) = ((box.Rows - 1) * apart.Rows, (box.Columns - 1) * apart.Columns);
            if (reachDown >= x.Shape[1] || reachAcross >= x.Shape[2])
                throw new ArgumentException($"No box of {reachDown + 1} rows and {reachAcross + 1} columns fits into {x.Shape}. Use smaller boxes or padding: \"same\".");
            return Ops.Concatenate([.. Enumerable.Range(0, box.Rows * box.Columns).Select(i =>
            {
                (int row, int column) = (i / box.Columns * apart.Rows, i % box.Columns * apart.Columns);
                int[] limits = [x.Shape[0], x.Shape[1] - reachDown + row, x.Shape[2] - reachAcross + column, x.Shape[3]];
                return Ops.Slice(x, [0, row, column, 0], limits, [1, step.Rows, step.Columns, 1]);
            })]);
        });
    }

    /// <summary>What stands before and after along an axis, given two of: before, after, both together.</summary>
    private static (int Before, int After) Ends(int? before, int? after, int? both, string arguments, KerasTensor images)
    {
        (int Before, int After) ends = (before, after, both) switch
        {
            ({ } b, { } a, null) => (b, a),
            ({ } b, null, { } sum) => (b, sum - b),
            (null, { } a, { } sum) => (sum - a, a),
            _ => throw new ArgumentException($"Exactly two of {arguments} must be given."),
        };
        return ends is { Before: >= 0, After: >= 0 }
            ? ends
            : throw new ArgumentException($"{arguments} must not be negative or ask for what is not there. Received pictures of shape {images.Shape}.");
    }

    private static (int Before, int After) SamePadding(int length, int size, int step, int dilation)
    {
        int missing = Math.Max(((length + step - 1) / step - 1) * step + (size - 1) * dilation + 1 - length, 0);
        return (missing / 2, missing - missing / 2);
    }

    private static (int Rows, int Columns) Pair(Shape sizes, string argument) =>
        sizes.Rank is 1 or 2 && sizes.All(size => size >= 1)
            ? (sizes[0], sizes[^1])
            : throw new ArgumentException($"{argument} must be one number or two, all 1 or more. Received: {sizes}.", argument);
}
