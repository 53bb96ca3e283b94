namespace KerasNet.Layers;

/// <summary>In training, lays another picture of the batch over each, and mixes their labels in the same proportion. Zhang et al., 2018.</summary>
/// <remarks>
/// <para>w·own + (1 − w)·partner's, for pictures and labels. Transformation: <c>mix_weight</c>, the w of each picture (pictures), of the beta distribution with
/// α twice, and <c>permutation_order</c>, which picture is the partner (pictures).</para>
/// <para>Inputs: pictures of any size, then labels (pictures, …) as floats; outputs of the same shapes. Keras: <c>keras.layers.MixUp</c>, which takes a dictionary
/// of images and labels.</para>
/// </remarks>
public sealed class MixUp : MixingLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="alpha">The parameter of the beta distribution, above 0: small, and one picture prevails; 1, and all proportions are alike.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The parameter is not above 0, or the data format unknown.</exception>
    public MixUp(double alpha = 0.2, string? dataFormat = null, long? seed = null, string? name = null)
        : base(seed, dataFormat, name) =>
        Alpha = alpha > 0 ? alpha : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, $"{this}: alpha must be above 0. Received: {alpha}.");

    /// <summary>The parameter of the beta distribution.</summary>
    /// <value>Default: 0.2.</value>
    public double Alpha { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor>
        {
            [Order] = DrawOrder(random, images[0]),
            [Weight] = BetaDraw.Symmetric(random, images[0], Ops.Scalar(Alpha)),
        };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Mixed(images, transformation);
}
