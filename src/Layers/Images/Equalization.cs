namespace KerasNet.Layers;

/// <summary>In training, spreads the levels of each channel of each picture so that all occur about equally often.</summary>
/// <remarks>
/// <para>Levels of 0…255 fall into bins; a bin becomes 255·(c − m) / (n − m), rounded, where c is the number of pixels up to and with that bin, m the number in the
/// first bin that has any, and n all pixels. A channel that fills one bin only stays as it is.</para>
/// <para>Where Keras counts the pixels of a whole batch together, ours counts each picture by itself.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.Equalization</c>.</para>
/// </remarks>
public sealed class Equalization : ImageLayer
{
    private readonly ValueRange _range;

    /// <summary>Makes the layer.</summary>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="bins">The number of bins, 2 or more.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public Equalization(Numbers? valueRange = null, int bins = 256, string? dataFormat = null, string? name = null)
        : base(dataFormat, name)
    {
        _range = Layers.ValueRange.Of(valueRange, this);
        Bins = bins >= 2 ? bins : throw new ArgumentOutOfRangeException(nameof(bins), bins, $"{this}: bins must be 2 or more. Received: {bins}.");
    }

    /// <summary>The values that pictures may have: black and white.</summary>
    /// <value>Default: 0 and 255.</value>
    public Numbers ValueRange => _range.Pair;

    /// <summary>The number of bins.</summary>
    /// <value>Default: 256.</value>
    public int Bins { get; }

    private protected override (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context)
    {
        if (!context.Training)
            return (images, others);
        ValueRange levels = Layers.ValueRange.Levels;

        // One row of pixels per channel of a picture.
        KerasTensor planes = Ops.Transpose(_range.To(levels, images), 0, 3, 1, 2);
        KerasTensor rows = Ops.Reshape(planes, [planes.Shape[0] * planes.Shape[1], planes.Shape[2] * planes.Shape[3]]);
        KerasTensor equalized = levels.To(_range, Ops.Reshape(Equalized(rows), planes.Shape));
        return (Ops.Transpose(equalized, 0, 2, 3, 1), others);
    }

    private KerasTensor Equalized(KerasTensor rows)
    {
        double white = Layers.ValueRange.Levels.High;
        KerasTensor histogram = Histogram.Of(Binned(rows * (Bins - 1) / white), Bins);
        KerasTensor upTo = Ops.CumulativeSum(histogram, 1);
        int all = rows.Shape[1];
        KerasTensor first = Ops.Min(Ops.Where(Ops.Greater(upTo, 0), upTo, Ops.Scalar(all, upTo)), [1], keepDims: true);
        KerasTensor table = Ops.Clip(Ops.Round((upTo - first) * white / Ops.Maximum(all - first, 1)), 0, white);
        KerasTensor looked = Histogram.Look(table, Binned(rows / white * (Bins - 1)));
        return Ops.Where(Ops.Equal(first, all), rows, looked);
    }

    private KerasTensor Binned(KerasTensor scaled) => Ops.Cast(Ops.Clip(scaled, 0, Bins - 1), DType.Int32);
}
