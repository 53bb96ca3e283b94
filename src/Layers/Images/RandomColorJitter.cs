using KerasNet.Saving;

namespace KerasNet.Layers;

/// <summary>In training, changes brightness, contrast, saturation and hue of each picture, in this order; what has no factor is left alone.</summary>
/// <remarks>
/// <para>As <see cref="RandomBrightness"/>, <see cref="RandomContrast"/>, <see cref="RandomSaturation"/> and <see cref="RandomHue"/> do. Transformation: theirs, each
/// name after the layer's, for example <c>contrast/contrast_factor</c>.</para>
/// <para>Pictures of any size with three channels; the output has the shape of the input. Keras: <c>keras.layers.RandomColorJitter</c>.</para>
/// </remarks>
public sealed class RandomColorJitter : ColorLayer
{
    private readonly (string Name, RandomImageLayer Layer)[] _steps;

    /// <summary>Makes the layer.</summary>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="brightnessFactor">That of <see cref="RandomBrightness"/>; brightness is left alone if not given.</param>
    /// <param name="contrastFactor">That of <see cref="RandomContrast"/>; contrast is left alone if not given.</param>
    /// <param name="saturationFactor">That of <see cref="RandomSaturation"/>; saturation is left alone if not given.</param>
    /// <param name="hueFactor">That of <see cref="RandomHue"/>; the hue is left alone if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomColorJitter(
        Numbers? valueRange = null,
        Numbers? brightnessFactor = null,
        Numbers? contrastFactor = null,
        Numbers? saturationFactor = null,
        Numbers? hueFactor = null,
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(valueRange, seed, dataFormat, name)
    {
        (BrightnessFactor, ContrastFactor, SaturationFactor, HueFactor) = (brightnessFactor, contrastFactor, saturationFactor, hueFactor);
        _steps =
        [
            .. Step("brightness", brightnessFactor, factor => new RandomBrightness(factor, ValueRange, seed)),
            .. Step("contrast", contrastFactor, factor => new RandomContrast(factor, ValueRange, seed)),
            .. Step("saturation", saturationFactor, factor => new RandomSaturation(factor, ValueRange, seed: seed)),
            .. Step("hue", hueFactor, factor => new RandomHue(factor, ValueRange, seed: seed)),
        ];
    }

    internal override IEnumerable<KeyValuePair<string, object>> SavedAttributes => StateAttributes.ByClass(_steps.Select(step => step.Layer));

    /// <summary>The factor of brightness.</summary>
    /// <value>Default: none.</value>
    public Numbers? BrightnessFactor { get; }

    /// <summary>The factor of contrast.</summary>
    /// <value>Default: none.</value>
    public Numbers? ContrastFactor { get; }

    /// <summary>The factor of saturation.</summary>
    /// <value>Default: none.</value>
    public Numbers? SaturationFactor { get; }

    /// <summary>The factor of the hue.</summary>
    /// <value>Default: none.</value>
    public Numbers? HueFactor { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        _steps
            .SelectMany(step => step.Layer.Draw(images, random).Select(drawn => KeyValuePair.Create($"{step.Name}/{drawn.Key}", drawn.Value)))
            .ToDictionary();

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        foreach ((string step, RandomImageLayer layer) in _steps)
            images = layer.Transformed(images, Of(step, transformation));
        return images;
    }

    private static Dictionary<string, KerasTensor> Of(string step, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        transformation.Where(drawn => drawn.Key.StartsWith($"{step}/", StringComparison.Ordinal)).ToDictionary(drawn => drawn.Key[(step.Length + 1)..], drawn => drawn.Value);

    private static IEnumerable<(string Name, RandomImageLayer Layer)> Step(string name, Numbers? factor, Func<Numbers, RandomImageLayer> make) =>
        factor is null ? [] : [(name, make(factor))];
}
