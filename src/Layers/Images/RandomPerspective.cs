namespace KerasNet.Layers;

/// <summary>In training, shows pictures as if seen from the side: their corners are moved at random.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>apply_perspective</c>, bool (pictures); <c>start_points</c> and
/// <c>end_points</c>, (pictures, 4, 2): (x, y) of the top left, top right, bottom left and bottom right corner before and after. As in Keras, a corner moves by
/// a part of its own coordinates, so the top left one stays.</para>
/// <para>Keras: <c>keras.layers.RandomPerspective</c>.</para>
/// </remarks>
public sealed class RandomPerspective : RandomImageLayer
{
    private const string ApplyPerspective = "apply_perspective";
    private const string StartPoints = "start_points";
    private const string EndPoints = "end_points";

    private readonly FactorRange _factor;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The probability that a picture is changed, drawn from 0 to this number or from between two; 1 if not given. Between 0 and 1.</param>
    /// <param name="scale">Corners move by up to half this part of their coordinates. Between 0 and 1.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="fillValue">The value beyond the edges.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is outside of its bounds, or a name is unknown.</exception>
    public RandomPerspective(
        Numbers? factor = null,
        double scale = 1,
        string interpolation = "bilinear",
        double fillValue = 0,
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(seed, dataFormat, name)
    {
        _factor = FactorRange.Of(factor ?? 1, 0, 1, nameof(factor), this);
        Scale = Check.Fraction(scale, nameof(scale), this);
        _ = ImageModes.IsBilinear(interpolation);
        (Interpolation, FillValue) = (interpolation, fillValue);
    }

    /// <summary>Between which numbers the probability that a picture is changed is drawn.</summary>
    /// <value>Default: 0 and 1.</value>
    public Numbers Factor => _factor.Pair;

    /// <summary>Twice the part of their coordinates by which corners move at most.</summary>
    /// <value>Default: 1.</value>
    public double Scale { get; }

    /// <summary>How values between pixels are worked out.</summary>
    /// <value>Default: <c>bilinear</c>.</value>
    public string Interpolation { get; }

    /// <summary>The value beyond the edges.</summary>
    /// <value>Default: 0.</value>
    public double FillValue { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        float right = images[2] - 1, bottom = images[1] - 1;
        KerasTensor start = Ops.Constant<float>([0, 0, right, 0, 0, bottom, right, bottom], [1, 4, 2]);
        KerasTensor part = Ops.RandomUniform(random.Next(), [images[0], 4, 2], -0.5 * Scale, 0.5 * Scale);
        return new Dictionary<string, KerasTensor>
        {
            [ApplyPerspective] = _factor.Chance(random, images[0]),
            [StartPoints] = Ops.BroadcastTo(start, [images[0], 4, 2]),
            [EndPoints] = start + start * part,
        };
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        KerasTensor moved = ImageOps.PerspectiveTransform(images, transformation[StartPoints], transformation[EndPoints], Interpolation, FillValue);
        return Ops.Where(Ops.Reshape(transformation[ApplyPerspective], [images.Shape[0], 1, 1, 1]), moved, images);
    }
}
