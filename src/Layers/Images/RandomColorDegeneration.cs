namespace KerasNet.Layers;

/// <summary>In training, takes colour out of each picture.</summary>
/// <remarks>
/// <para>y = x + f·(grey − x), held within the value range: 0 leaves a picture alone, 1 makes it grey, below 0 its colours grow.
/// Transformation: <c>factor</c>, the f of each picture (pictures, 1, 1, 1).</para>
/// <para>Pictures of any size with three channels; the output has the shape of the input. Keras: <c>keras.layers.RandomColorDegeneration</c>.</para>
/// </remarks>
public sealed class RandomColorDegeneration : ColorFactorLayer
{
    private const string Grey = "factor";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">0 unchanged, 1 grey, drawn from a pair within −1…1; one number f: −f…f.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomColorDegeneration(Numbers factor, Numbers? valueRange = null, string? dataFormat = null, long? seed = null, string? name = null)
        : base(factor, -1, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Grey] = Factors.Draw(random, [images[0], 1, 1, 1]) };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Range.Hold(images + transformation[Grey] * (ImageOps.RgbToGrayscale(images) - images));
}
