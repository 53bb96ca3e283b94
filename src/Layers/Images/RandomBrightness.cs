namespace KerasNet.Layers;

/// <summary>In training, makes each picture brighter or darker.</summary>
/// <remarks>
/// <para>y = x + d, held within the value range. Transformation: <c>rgb_delta</c>, the d of each picture (pictures, 1, 1, 1), a factor times the width of the
/// value range. Bytes stay bytes; where Keras lets them wrap around, ours hold them within 0…255.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.RandomBrightness</c>.</para>
/// </remarks>
public sealed class RandomBrightness : ColorFactorLayer
{
    private const string Delta = "rgb_delta";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">How much of the value range is added, −1…1; one number f: −f…f.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomBrightness(Numbers factor, Numbers? valueRange = null, long? seed = null, string? dataFormat = null, string? name = null)
        : base(factor, -1, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override bool KeepsIntegers => true;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Delta] = Factors.Draw(random, [images[0], 1, 1, 1]) * Range.Width };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Range.Hold(images + transformation[Delta]);
}
