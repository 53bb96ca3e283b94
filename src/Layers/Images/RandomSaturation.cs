namespace KerasNet.Layers;

/// <summary>In training, makes the colours of each picture stronger or paler.</summary>
/// <remarks>
/// <para>The saturation of HSV is multiplied by s and held within the value range, so with values of 0…255 it may exceed 1 and colours leave the range, as they do
/// in Keras. Transformation: <c>factor</c>, the s of each picture (pictures): f / (1 − f + 1e−7) of the factor f that was drawn, so that f = 0 gives grey,
/// ½ nothing, 1 full colours.</para>
/// <para>Pictures of any size with three channels; the output has the shape of the input. Keras: <c>keras.layers.RandomSaturation</c>.</para>
/// </remarks>
public sealed class RandomSaturation : ColorFactorLayer
{
    private const string Strength = "factor";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">0 grey, ½ unchanged, 1 full colours, drawn from a pair; one number f: −f…f.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomSaturation(Numbers factor, Numbers? valueRange = null, string? dataFormat = null, long? seed = null, string? name = null)
        : base(factor, -1, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor factor = Factors.Draw(random, images[0]);
        return new Dictionary<string, KerasTensor> { [Strength] = factor / (1 - factor + Keras.Epsilon) };
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        Hsv hsv = Hsv.Of(images, ToString());
        return (hsv with { Saturation = Range.Hold(hsv.Saturation * PerPicture(transformation[Strength])) }).ToRgb();
    }
}
