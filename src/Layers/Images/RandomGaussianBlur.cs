namespace KerasNet.Layers;

/// <summary>In training, blurs some of the pictures with a Gaussian bell.</summary>
/// <remarks>
/// <para>See <see cref="ImageOps.GaussianBlur(KerasTensor, Shape?, Numbers?, string?)"/>; held within the value range. Transformation: <c>should_apply_blur</c>,
/// bool (pictures), whose probability is itself drawn from the factors, and <c>blur_factor</c>, the two standard deviations, across and down, which the whole batch
/// shares.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.RandomGaussianBlur</c>.</para>
/// </remarks>
public sealed class RandomGaussianBlur : ColorFactorLayer
{
    private const string Blurred = "should_apply_blur";
    private const string Sigmas = "blur_factor";
    private const double Narrowest = 1e-6;

    private readonly FactorRange _sigma;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The range of the probability, within 0…1; one number f: 0…f. 1 if not given.</param>
    /// <param name="kernelSize">The odd number of rows and columns that are weighed, one for both or a pair; 3 if not given.</param>
    /// <param name="sigma">The standard deviation in pixels, within 0…1; one number s: 0…s. 1 if not given.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds, or a kernel size is even.</exception>
    public RandomGaussianBlur(
        Numbers? factor = null,
        Shape? kernelSize = null,
        Numbers? sigma = null,
        Numbers? valueRange = null,
        string? dataFormat = null,
        long? seed = null,
        string? name = null)
        : base(factor ?? 1, 0, 1, valueRange, seed, dataFormat, name)
    {
        KernelSize = Check.Sizes(kernelSize ?? 3, 2, nameof(kernelSize), this);
        if (KernelSize.Any(size => size % 2 == 0))
            throw new ArgumentException($"{this}: kernelSize must be odd, so that a pixel lies in the middle. Received: {kernelSize}.", nameof(kernelSize));
        _sigma = FactorRange.Of(sigma ?? 1, 0, 1, nameof(sigma), this);
    }

    /// <summary>How many rows and columns are weighed.</summary>
    /// <value>Default: 3 and 3.</value>
    public Shape KernelSize { get; }

    /// <summary>The lowest and the highest standard deviation, in pixels.</summary>
    /// <value>Default: 0 and 1.</value>
    public Numbers Sigma => _sigma.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor>
        {
            [Blurred] = Factors.Chance(random, images[0]),
            [Sigmas] = _sigma.Draw(random, 2) + Narrowest,
        };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        KerasTensor blurred = ImageOps.Blur(images, KernelSize, transformation[Sigmas]);
        return Range.Hold(Ops.Where(PerPicture(transformation[Blurred]), blurred, images));
    }
}
