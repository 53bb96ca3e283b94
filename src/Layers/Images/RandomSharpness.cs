namespace KerasNet.Layers;

/// <summary>In training, blurs or sharpens each picture.</summary>
/// <remarks>
/// <para>y = x + (1 − 2f)(smooth − x), held within the value range, where smooth weighs a pixel by 5/13 and its eight neighbours by 1/13, with zeros beyond the edge.
/// So f = 0 blurs, ½ leaves alone, 1 sharpens. Transformation: <c>factor</c>, the f of each picture (pictures).</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.RandomSharpness</c>.</para>
/// </remarks>
public sealed class RandomSharpness : ColorFactorLayer
{
    private const string Sharpness = "factor";
    private const double CentreAndNeighbours = 13;
    private const double CentreBeyondNeighbour = 4;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">0 blurred, ½ unchanged, 1 sharpened, drawn from a pair; one number f: 0…f.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomSharpness(Numbers factor, Numbers? valueRange = null, string? dataFormat = null, long? seed = null, string? name = null)
        : base(factor, 0, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Sharpness] = Factors.Draw(random, images[0]) };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        KerasTensor three = Ops.Ones(3);
        KerasTensor all = ImageOps.Weighed(ImageOps.Weighed(images, three, 1), three, 2);
        KerasTensor smooth = (all + CentreBeyondNeighbour * images) / CentreAndNeighbours;
        return Range.Hold(images + (1 - 2 * PerPicture(transformation[Sharpness])) * (smooth - images));
    }
}
