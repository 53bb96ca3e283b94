namespace KerasNet.Layers;

/// <summary>In training, makes negatives of some of the pictures.</summary>
/// <remarks>
/// <para>y = white − x, whatever black is. Transformation: <c>apply_inversion</c>, bool (pictures). The probability itself is drawn from the factors for each picture,
/// so with one number f a picture is inverted with the probability f / 2 on average.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.RandomInvert</c>.</para>
/// </remarks>
public sealed class RandomInvert : ColorFactorLayer
{
    private const string Inverted = "apply_inversion";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The range of the probability, within 0…1; one number f: 0…f. 1 if not given.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomInvert(Numbers? factor = null, Numbers? valueRange = null, long? seed = null, string? dataFormat = null, string? name = null)
        : base(factor ?? 1, 0, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Inverted] = Factors.Chance(random, images[0]) };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Ops.Where(PerPicture(transformation[Inverted]), Range.High - images, images);
}
