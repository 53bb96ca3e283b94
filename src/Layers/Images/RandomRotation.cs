namespace KerasNet.Layers;

/// <summary>In training, turns pictures about their centre by random angles.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>angle</c> in degrees, (pictures); positive turns counter-clockwise.
/// The centre is ((columns − 1) / 2, (rows − 1) / 2).</para>
/// <para>Keras: <c>keras.layers.RandomRotation</c>.</para>
/// </remarks>
public sealed class RandomRotation : AffineImageLayer
{
    private const string Angle = "angle";
    private const double FullTurn = 360;

    private readonly FactorRange _factor;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">A part of a full turn: 0.1 draws from −36° to 36°, [0.1, 0.2] from 36° to 72°. Between −1 and 1.</param>
    /// <param name="fillMode">What lies beyond the edges: <c>reflect</c>, <c>constant</c>, <c>nearest</c> or <c>wrap</c>.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The factor is no number or pair within its bounds, or a name is unknown.</exception>
    public RandomRotation(
        Numbers factor,
        string fillMode = "reflect",
        string interpolation = "bilinear",
        long? seed = null,
        double fillValue = 0,
        string? dataFormat = null,
        string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name) => _factor = FactorRange.Of(factor, -1, 1, nameof(factor), this);

    /// <summary>The parts of a full turn between which angles are drawn.</summary>
    public Numbers Factor => _factor.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Angle] = _factor.Draw(random, [images[0]]) * FullTurn };

    private protected override KerasTensor Transforms(IReadOnlyDictionary<string, KerasTensor> transformation, Shape images)
    {
        KerasTensor radians = Ops.Reshape(transformation[Angle], [images[0], 1]) * (2 * Math.PI / FullTurn);
        KerasTensor cos = Ops.Cos(radians), sin = Ops.Sin(radians);
        double right = images[2] - 1, bottom = images[1] - 1;
        return Affine(
            images,
            cos, -sin, (right - (cos * right - sin * bottom)) / 2,
            sin, cos, (bottom - (sin * right + cos * bottom)) / 2);
    }
}
