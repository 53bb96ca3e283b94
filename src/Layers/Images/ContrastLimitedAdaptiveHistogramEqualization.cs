namespace KerasNet.Layers;

/// <summary>Spreads the levels of each channel tile by tile, with a limit to how steeply, in training and outside of it. Zuiderveld, 1994 (CLAHE).</summary>
/// <remarks>
/// <para>A picture is cut into tiles, mirrored below and to the right where they do not fill it. The histogram of a tile is cut at clipLimit times its mean, what is
/// cut off is spread over all 256 levels, and the running sum, scaled to 0…255, says what becomes of a level. Between the middles of tiles what the four nearest say
/// is interpolated.</para>
/// <para>Pictures of any size; the output has the shape of the input. Bytes stay bytes, rounded where Keras cuts.
/// Keras: <c>keras.layers.ContrastLimitedAdaptiveHistogramEqualization</c>.</para>
/// </remarks>
public sealed class ContrastLimitedAdaptiveHistogramEqualization : ImageLayer
{
    private const int Levels = 256;

    private readonly ValueRange _range;

    /// <summary>Makes the layer.</summary>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="clipLimit">How often a level counts at most, in units of the mean over all levels; 0 for no limit.</param>
    /// <param name="tileGridSize">How many tiles there are down and across; 8 by 8 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public ContrastLimitedAdaptiveHistogramEqualization(
        Numbers? valueRange = null, double clipLimit = 4, Shape? tileGridSize = null, string? dataFormat = null, string? name = null)
        : base(dataFormat, name)
    {
        _range = Layers.ValueRange.Of(valueRange, this);
        ClipLimit = clipLimit;
        TileGridSize = Check.Sizes(tileGridSize ?? 8, 2, nameof(tileGridSize), this);
    }

    /// <summary>The values that pictures may have: black and white.</summary>
    /// <value>Default: 0 and 255.</value>
    public Numbers ValueRange => _range.Pair;

    /// <summary>How often a level counts at most, in units of the mean over all levels.</summary>
    /// <value>Default: 4.</value>
    public double ClipLimit { get; }

    /// <summary>How many tiles there are down and across.</summary>
    /// <value>Default: 8 and 8.</value>
    public Shape TileGridSize { get; }

    /// <inheritdoc/>
    protected override bool KeepsIntegers => true;

    private protected override (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context)
    {
        ValueRange bytes = Layers.ValueRange.Levels;
        TileAxis down = new(images.Shape[1], TileGridSize[0]), across = new(images.Shape[2], TileGridSize[1]);
        KerasTensor levels = Ops.Cast(bytes.Hold(_range.To(bytes, images)), DType.Int32);
        KerasTensor table = Tables(across.Filled(down.Filled(levels, 1), 2), down, across);
        return (bytes.To(_range, Interpolated(levels, table, down, across)), others);
    }

    /// <summary>What becomes of each level, for each tile and channel: (pictures, tiles · channels · levels).</summary>
    private KerasTensor Tables(KerasTensor filled, TileAxis down, TileAxis across)
    {
        (int pictures, int channels, int pixels) = (filled.Shape[0], filled.Shape[3], down.Length * across.Length);
        KerasTensor tiles = Ops.Reshape(filled, [pictures, down.Tiles, down.Length, across.Tiles, across.Length, channels]);
        KerasTensor rows = Ops.Reshape(Ops.Transpose(tiles, 0, 1, 3, 5, 2, 4), [-1, pixels]);
        KerasTensor histogram = Histogram.Of(rows, Levels);
        if (ClipLimit > 0)
        {
            KerasTensor cut = Ops.Minimum(histogram, ClipLimit * pixels / Levels);
            histogram = cut + Ops.Sum(histogram - cut, [1], keepDims: true) / Levels;
        }

        KerasTensor upTo = Ops.CumulativeSum(histogram, 1);
        KerasTensor first = Ops.Min(upTo, [1], keepDims: true);
        KerasTensor rest = pixels - first;
        double white = Layers.ValueRange.Levels.High;
        KerasTensor spread = (upTo - first) * white / Ops.Where(Ops.Equal(rest, 0), Ops.Scalar(1, rest), rest);
        return Ops.Reshape(Layers.ValueRange.Levels.Hold(spread), [pictures, -1]);
    }

    private static KerasTensor Interpolated(KerasTensor levels, KerasTensor table, TileAxis down, TileAxis across)
    {
        (int rows, int columns, int channels) = (levels.Shape[1], levels.Shape[2], levels.Shape[3]);
        KerasTensor entries = levels + Ops.Arange(channels) * Levels;
        KerasTensor right = Ops.Constant<float>(across.Weights, [columns, 1]), below = Ops.Constant<float>(down.Weights, [rows, 1, 1]);
        KerasTensor upper = Row(down.Before), lower = Row(down.After);
        return upper + (lower - upper) * below;

        KerasTensor Row(int[] tiles)
        {
            KerasTensor left = At(tiles, across.Before);
            return left + (At(tiles, across.After) - left) * right;
        }

        KerasTensor At(int[] tileRows, int[] tileColumns)
        {
            KerasTensor place = (Ops.Constant<int>(tileRows, [rows, 1, 1]) * across.Tiles + Ops.Constant<int>(tileColumns, [columns, 1])) * (channels * Levels);
            return Ops.Reshape(Histogram.Look(table, Ops.Reshape(entries + place, [levels.Shape[0], -1])), levels.Shape);
        }
    }
}
