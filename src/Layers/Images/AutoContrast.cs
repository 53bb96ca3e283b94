namespace KerasNet.Layers;

/// <summary>Stretches each channel of each picture over the whole value range, in training and outside of it.</summary>
/// <remarks>
/// <para>The smallest value becomes black, the largest white; a channel of one value stays as it is.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.AutoContrast</c>.</para>
/// </remarks>
public sealed class AutoContrast : ImageLayer
{
    private readonly ValueRange _range;

    /// <summary>Makes the layer.</summary>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public AutoContrast(Numbers? valueRange = null, string? dataFormat = null, string? name = null)
        : base(dataFormat, name) => _range = Layers.ValueRange.Of(valueRange, this);

    /// <summary>The values that pictures may have: black and white.</summary>
    /// <value>Default: 0 and 255.</value>
    public Numbers ValueRange => _range.Pair;

    private protected override (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context)
    {
        ValueRange levels = Layers.ValueRange.Levels;
        KerasTensor x = _range.To(levels, images);

        // Whole rows are compared first: neighbours in memory stay neighbours.
        KerasTensor low = Ops.Min(Ops.Min(x, [1], keepDims: true), [2], keepDims: true);
        KerasTensor high = Ops.Max(Ops.Max(x, [1], keepDims: true), [2], keepDims: true);
        KerasTensor several = Ops.Greater(high, low);
        KerasTensor scale = Ops.DivideNoNaN(Ops.Scalar(levels.High, x), high - low);
        KerasTensor stretched = levels.To(_range, levels.Hold(x * scale - low * scale));
        return (Ops.Where(several, stretched, images), others);
    }
}
