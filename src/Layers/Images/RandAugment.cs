using KerasNet.Saving;

namespace KerasNet.Layers;

/// <summary>In training, applies to each picture a few of eleven random transformations, one after the other. Cubuk et al., 2019.</summary>
/// <remarks>
/// <para>Shear, translation, rotation, brightness, colour degeneration, contrast, sharpness, posterization, solarization, automatic contrast, equalization: each with
/// the factor of this layer. Transformation: <c>layer_idxes</c>, which of them comes at each turn (turns, pictures), from 0. Where Keras chooses for a whole batch,
/// ours chooses for each picture. All eleven are computed at each turn, so this layer takes as long as eleven others.</para>
/// <para>Pictures of any size with three channels; the output has the shape of the input. Keras: <c>keras.layers.RandAugment</c>.</para>
/// </remarks>
public sealed class RandAugment : ColorLayer
{
    private const string Chosen = "layer_idxes";
    private const int Bits = 8;

    private readonly FactorRange _factor;
    private readonly ImageLayer[] _layers;

    /// <summary>Makes the layer.</summary>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="numOps">How many transformations a picture goes through.</param>
    /// <param name="factor">How strong they are, within 0…1; one number f: 0…f. 0.5 if not given.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>, where pixels are moved.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandAugment(
        Numbers? valueRange = null,
        int numOps = 2,
        Numbers? factor = null,
        string interpolation = "bilinear",
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(valueRange, seed, dataFormat, name)
    {
        NumOps = Check.Positive(numOps, nameof(numOps), this);
        _factor = FactorRange.Of(factor ?? 0.5, 0, 1, nameof(factor), this);
        Interpolation = interpolation;
        int bits = Math.Max(1, (int)(Bits * _factor.High));

        // Seeds of their own, so that the draws of one do not repeat those of another.
        _layers =
        [
            new RandomShear(Factor, Factor, interpolation, seed: seed + 1),
            new RandomTranslation(Factor, Factor, interpolation: interpolation, seed: seed + 2),
            new RandomRotation(Factor, interpolation: interpolation, seed: seed + 3),
            new RandomBrightness(Factor, ValueRange, seed + 4),
            new RandomColorDegeneration(Factor, ValueRange, seed: seed + 5),
            new RandomContrast(Factor, ValueRange, seed + 6),
            new RandomSharpness(Factor, ValueRange, seed: seed + 7),
            new RandomPosterization(bits, ValueRange, seed: seed + 8),
            new Solarization(Factor, Factor, ValueRange, seed + 9),
            new AutoContrast(ValueRange),
            new Equalization(ValueRange),
        ];
        foreach (ImageLayer layer in _layers)
            AddSublayer(layer);
    }

    internal override IEnumerable<KeyValuePair<string, object>> SavedAttributes => StateAttributes.ByClass(_layers);

    /// <summary>How many transformations a picture goes through.</summary>
    /// <value>Default: 2.</value>
    public int NumOps { get; }

    /// <summary>How strong they are: the lowest and the highest factor.</summary>
    /// <value>Default: 0 and 0.5.</value>
    public Numbers Factor => _factor.Pair;

    /// <summary>How values between pixels are worked out.</summary>
    /// <value>Default: <c>bilinear</c>.</value>
    public string Interpolation { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor drawn = Ops.RandomUniform(random.Next(), [NumOps, images[0]], 0, _layers.Length);
        return new Dictionary<string, KerasTensor> { [Chosen] = Ops.Minimum(Ops.Floor(drawn), _layers.Length - 1) };
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        CallContext training = new(training: true);
        for (int turn = 0; turn < NumOps; turn++)
        {
            KerasTensor chosen = PerPicture(Ops.Take(transformation[Chosen], 0, turn)), before = images;
            for (int i = 0; i < _layers.Length; i++)
                images = Ops.Where(Ops.Equal(chosen, i), _layers[i].Invoke([before], training)[0], images);
        }

        return images;
    }
}
