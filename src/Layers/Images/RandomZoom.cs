namespace KerasNet.Layers;

/// <summary>In training, makes what is seen on pictures larger or smaller at random, about their centre.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>height_zoom</c> and <c>width_zoom</c>, (pictures, 1), how many pixels
/// of the input a pixel of the output spans: 1.2 shows 20 % more (zooms out), 0.8 shows 20 % less (zooms in).</para>
/// <para>Keras: <c>keras.layers.RandomZoom</c>.</para>
/// </remarks>
public sealed class RandomZoom : AffineImageLayer
{
    private const string HeightZoom = "height_zoom";
    private const string WidthZoom = "width_zoom";

    private readonly FactorRange _height;
    private readonly FactorRange? _width;

    /// <summary>Makes the layer.</summary>
    /// <param name="heightFactor">
    /// Added to 1 for the vertical zoom: 0.2 draws from 0.8 to 1.2, [−0.3, −0.1] from 0.7 to 0.9. Positive zooms out. Above −1, up to 1.
    /// </param>
    /// <param name="widthFactor">The same for the horizontal zoom; if not given, that is the vertical one, so that proportions stay.</param>
    /// <param name="fillMode">What lies beyond the edges: <c>reflect</c>, <c>constant</c>, <c>nearest</c> or <c>wrap</c>.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A factor is no number or pair within its bounds, or a name is unknown.</exception>
    public RandomZoom(
        Numbers heightFactor,
        Numbers? widthFactor = null,
        string fillMode = "reflect",
        string interpolation = "bilinear",
        long? seed = null,
        double fillValue = 0,
        string? dataFormat = null,
        string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name)
    {
        (HeightFactor, WidthFactor) = (heightFactor, widthFactor);
        _height = Range(heightFactor, nameof(heightFactor));
        _width = widthFactor is null ? null : Range(widthFactor, nameof(widthFactor));
    }

    /// <summary>What is added to 1 for the vertical zoom.</summary>
    public Numbers HeightFactor { get; }

    /// <summary>What is added to 1 for the horizontal zoom; none if it is the vertical one.</summary>
    /// <value>Default: none.</value>
    public Numbers? WidthFactor { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor height = 1 + _height.Draw(random, [images[0], 1]);
        KerasTensor width = _width is { } range ? 1 + range.Draw(random, [images[0], 1]) : height;
        return new Dictionary<string, KerasTensor> { [HeightZoom] = height, [WidthZoom] = width };
    }

    private protected override KerasTensor Transforms(IReadOnlyDictionary<string, KerasTensor> transformation, Shape images)
    {
        (KerasTensor height, KerasTensor width) = (transformation[HeightZoom], transformation[WidthZoom]);
        KerasTensor zero = Number(0);
        return Affine(
            images,
            width, zero, (images[2] - 1) / 2.0 * (1 - width),
            zero, height, (images[1] - 1) / 2.0 * (1 - height));
    }

    private FactorRange Range(Numbers factor, string argument) =>
        factor.All(number => number > -1)
            ? FactorRange.Within(factor, -1, 1, argument, this)
            : throw new ArgumentException($"{this}: {argument} must lie above −1, where nothing would be left to see. Received: {factor}.", argument);
}
