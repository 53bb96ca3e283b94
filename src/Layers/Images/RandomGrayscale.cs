namespace KerasNet.Layers;

/// <summary>In training, makes some of the pictures grey.</summary>
/// <remarks>
/// <para>0.2989 R + 0.587 G + 0.114 B in all three channels. Transformation: <c>grayscale</c>, bool (pictures, 1, 1, 1). Bytes stay bytes.</para>
/// <para>Pictures of any size with three channels; the output has the shape of the input. Keras: <c>keras.layers.RandomGrayscale</c>.</para>
/// </remarks>
public sealed class RandomGrayscale : RandomImageLayer
{
    private const string Grayscale = "grayscale";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The probability that a picture becomes grey.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The probability is not in [0, 1], or the data format unknown.</exception>
    public RandomGrayscale(double factor = 0.5, string? dataFormat = null, long? seed = null, string? name = null)
        : base(seed, dataFormat, name) => Factor = Check.Fraction(factor, nameof(factor), this);

    /// <summary>The probability that a picture becomes grey.</summary>
    /// <value>Default: 0.5.</value>
    public double Factor { get; }

    /// <inheritdoc/>
    protected override bool KeepsIntegers => true;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Grayscale] = Ops.Less(Ops.RandomUniform(random.Next(), [images[0], 1, 1, 1]), Factor) };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Ops.Where(transformation[Grayscale], ImageOps.RgbToGrayscale(images), images);
}
