namespace KerasNet.Layers;

/// <summary>In training, moves each picture's values away from the mean of their channel, or towards it.</summary>
/// <remarks>
/// <para>y = (x − mean)·c + mean, held within the value range; the mean is that of the picture's channel. Transformation: <c>contrast_factor</c>, the c of each
/// picture (pictures, 1, 1, 1), drawn evenly from 1 − factor[0] … 1 + factor[1]. One number f stands for the pair 0, f: it never takes contrast away.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.RandomContrast</c>.</para>
/// </remarks>
public sealed class RandomContrast : ColorFactorLayer
{
    private const string Contrast = "contrast_factor";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">How much contrast is taken away at most and added at most, each 0…1; one number: added at most.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomContrast(Numbers factor, Numbers? valueRange = null, long? seed = null, string? dataFormat = null, string? name = null)
        : base(factor, 0, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor>
        {
            [Contrast] = Ops.RandomUniform(random.Next(), [images[0], 1, 1, 1], 1 - Factors.Low, 1 + Factors.High),
        };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        // Whole rows are added up first: neighbours in memory stay neighbours.
        KerasTensor mean = Ops.Mean(Ops.Mean(images, [1], keepDims: true), [2], keepDims: true);
        return Range.Hold((images - mean) * transformation[Contrast] + mean);
    }
}
