namespace KerasNet.Layers;

/// <summary>In training, bends pictures as if printed on rubber: each pixel is read a random, smoothly varying distance away. Simard et al., 2003.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>apply_transform</c>, bool (pictures); <c>distortion_factor</c> f, one
/// number; <c>noise</c>, (2, pictures, rows, columns), across and down: normally distributed, smoothed with a Gauss of 0.05·f of the shorter side, and multiplied
/// by 0.1·f of the longer one.</para>
/// <para>Keras: <c>keras.layers.RandomElasticTransform</c>.</para>
/// </remarks>
public sealed class RandomElasticTransform : RandomImageLayer
{
    private const string ApplyTransform = "apply_transform";
    private const string DistortionFactor = "distortion_factor";
    private const string Noise = "noise";
    private const double ReachPart = 0.1;
    private const double SmoothPart = 0.05;

    // A Gauss ends three standard deviations from its middle; one narrower than this leaves the noise alone.
    private const double Deviations = 3;
    private const double Narrowest = 1e-3;

    private readonly FactorRange _factor;
    private readonly FactorRange _scale;
    private readonly ValueRange _range;
    private readonly bool _bilinear;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The probability that a picture is changed, drawn from 0 to this number or from between two; 1 if not given. Between 0 and 1.</param>
    /// <param name="scale">How much pictures are bent, drawn from 0 to this number or from between two; 1 if not given. Between 0 and 1.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="fillMode">What lies beyond the edges: <c>reflect</c>, <c>constant</c>, <c>nearest</c>, <c>wrap</c> or <c>mirror</c>.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <param name="valueRange">The lowest and highest value of a pixel, within which the output is held; 0 and 255 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is outside of its bounds, or a name is unknown.</exception>
    public RandomElasticTransform(
        Numbers? factor = null,
        Numbers? scale = null,
        string interpolation = "bilinear",
        string fillMode = "reflect",
        double fillValue = 0,
        Numbers? valueRange = null,
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(seed, dataFormat, name)
    {
        _factor = FactorRange.Of(factor ?? 1, 0, 1, nameof(factor), this);
        _scale = FactorRange.Of(scale ?? 1, 0, 1, nameof(scale), this);
        _bilinear = ImageModes.IsBilinear(interpolation);
        (Interpolation, FillMode, FillValue) = (interpolation, ImageOps.KnownFill(fillMode), fillValue);
        _range = Layers.ValueRange.Of(valueRange, this);
    }

    /// <summary>Between which numbers the probability that a picture is changed is drawn.</summary>
    /// <value>Default: 0 and 1.</value>
    public Numbers Factor => _factor.Pair;

    /// <summary>Between which numbers it is drawn how much pictures are bent.</summary>
    /// <value>Default: 0 and 1.</value>
    public Numbers Scale => _scale.Pair;

    /// <summary>How values between pixels are worked out.</summary>
    /// <value>Default: <c>bilinear</c>.</value>
    public string Interpolation { get; }

    /// <summary>What lies beyond the edges.</summary>
    /// <value>Default: <c>reflect</c>.</value>
    public string FillMode { get; }

    /// <summary>The value beyond the edges where <see cref="FillMode"/> is <c>constant</c>.</summary>
    /// <value>Default: 0.</value>
    public double FillValue { get; }

    /// <summary>The lowest and highest value of a pixel.</summary>
    /// <value>Default: 0 and 255.</value>
    public Numbers ValueRange => _range.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor>
        {
            [ApplyTransform] = _factor.Chance(random, images[0]),
            [DistortionFactor] = _scale.Draw(random, []),
            [Noise] = Ops.RandomNormal(random.Next(), [2, images[0], images[1], images[2]]),
        };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        (int rows, int columns) = (images.Shape[1], images.Shape[2]);
        KerasTensor factor = transformation[DistortionFactor];
        KerasTensor deviation = Ops.Maximum(factor * (SmoothPart * Math.Min(rows, columns)), Narrowest);
        int reach = (int)(Deviations * SmoothPart * Math.Min(rows, columns) * _scale.High);
        KerasTensor smooth = Ops.MatMul(
            Ops.MatMul(Gauss(rows, reach, deviation), transformation[Noise]), Gauss(columns, reach, deviation), transposeB: true);
        KerasTensor moves = smooth * (factor * (ReachPart * Math.Max(rows, columns)));
        KerasTensor x = Ops.Iota([1, 1, columns], 2, images.DType) + Ops.Take(moves, 0, 0), y = Ops.Iota([1, rows, 1], 1, images.DType) + Ops.Take(moves, 0, 1);
        KerasTensor bent = ImageOps.ReadAt(images, y, x, _bilinear, FillMode, FillValue);
        KerasTensor chosen = Ops.Where(Ops.Reshape(transformation[ApplyTransform], [images.Shape[0], 1, 1, 1]), bent, images);
        return _range.Hold(chosen);
    }

    /// <summary>A matrix that smooths along an axis; beyond the edges are zeros.</summary>
    private static KerasTensor Gauss(int size, int reach, KerasTensor deviation)
    {
        KerasTensor distance = Ops.Iota([size, size], 0, DType.Float32) - Ops.Iota([size, size], 1, DType.Float32);
        KerasTensor weights = Ops.Where(Ops.LessEqual(Ops.Abs(distance), reach), Weight(distance), Ops.Scalar(0));
        return weights / Ops.Sum(Weight(Ops.Arange(2 * reach + 1, DType.Float32) - reach));

        KerasTensor Weight(KerasTensor x) => Ops.Exp(-0.5 * Ops.Square(x / deviation));
    }
}
