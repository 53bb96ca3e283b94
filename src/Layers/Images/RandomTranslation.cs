namespace KerasNet.Layers;

/// <summary>In training, moves pictures by random distances.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>translations</c>, (pictures, 2), in pixels: right, down.</para>
/// <para>Keras: <c>keras.layers.RandomTranslation</c>.</para>
/// </remarks>
public sealed class RandomTranslation : AffineImageLayer
{
    private const string Translations = "translations";

    private readonly FactorRange _height;
    private readonly FactorRange _width;

    /// <summary>Makes the layer.</summary>
    /// <param name="heightFactor">A part of the height: 0.2 draws from −20 % to 20 %, [0.1, 0.2] from 10 % to 20 %. Positive moves down. Between −1 and 1.</param>
    /// <param name="widthFactor">A part of the width. Positive moves to the right. Between −1 and 1.</param>
    /// <param name="fillMode">What lies beyond the edges: <c>reflect</c>, <c>constant</c>, <c>nearest</c> or <c>wrap</c>.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A factor is no number or pair within its bounds, or a name is unknown.</exception>
    public RandomTranslation(
        Numbers heightFactor,
        Numbers widthFactor,
        string fillMode = "reflect",
        string interpolation = "bilinear",
        long? seed = null,
        double fillValue = 0,
        string? dataFormat = null,
        string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name)
    {
        (HeightFactor, WidthFactor) = (heightFactor, widthFactor);
        _height = FactorRange.Within(heightFactor, -1, 1, nameof(heightFactor), this);
        _width = FactorRange.Within(widthFactor, -1, 1, nameof(widthFactor), this);
    }

    /// <summary>The part of the height by which pictures move down.</summary>
    public Numbers HeightFactor { get; }

    /// <summary>The part of the width by which pictures move to the right.</summary>
    public Numbers WidthFactor { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor down = _height.Draw(random, [images[0], 1]) * images[1], right = _width.Draw(random, [images[0], 1]) * images[2];
        return new Dictionary<string, KerasTensor> { [Translations] = Ops.Concatenate([right, down], 1) };
    }

    private protected override KerasTensor Transforms(IReadOnlyDictionary<string, KerasTensor> transformation, Shape images)
    {
        KerasTensor[] moves = Ops.Split(transformation[Translations], 2, 1);
        KerasTensor zero = Number(0), one = Number(1);
        return Affine(images, one, zero, -moves[0], zero, one, -moves[1]);
    }
}
