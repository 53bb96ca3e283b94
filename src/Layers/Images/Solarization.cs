namespace KerasNet.Layers;

/// <summary>In training, adds to the levels of each picture and inverts those at or above a threshold.</summary>
/// <remarks>
/// <para>Values are brought to 0…255; x + a is held within 0…255; at or above the threshold t it becomes 255 minus it; values are brought back.
/// Transformation: <c>additions</c> and <c>thresholds</c>, the a and t of each picture (pictures, 1, 1, 1), drawn from low … 255·high. As in Keras, the lower end
/// is not multiplied: it matters only where a pair is given. The defaults invert everything.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.Solarization</c>.</para>
/// </remarks>
public sealed class Solarization : ColorLayer
{
    private const string Additions = "additions";
    private const string Thresholds = "thresholds";

    private readonly FactorRange _additions, _thresholds;

    /// <summary>Makes the layer.</summary>
    /// <param name="additionFactor">What is added, as a part of 255 within 0…1; one number f: 0…f. 0 if not given.</param>
    /// <param name="thresholdFactor">The threshold, as a part of 255 within 0…1; one number f: 0…f. 0 if not given.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public Solarization(
        Numbers? additionFactor = null,
        Numbers? thresholdFactor = null,
        Numbers? valueRange = null,
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(valueRange, seed, dataFormat, name)
    {
        _additions = Within(additionFactor ?? 0, nameof(additionFactor));
        _thresholds = Within(thresholdFactor ?? 0, nameof(thresholdFactor));
    }

    /// <summary>What is added, as a part of 255: the lowest and the highest.</summary>
    /// <value>Default: 0 and 0.</value>
    public Numbers AdditionFactor => _additions.Pair;

    /// <summary>The threshold, as a part of 255: the lowest and the highest.</summary>
    /// <value>Default: 0 and 0.</value>
    public Numbers ThresholdFactor => _thresholds.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor>
        {
            [Additions] = Draw(_additions, random, images[0]),
            [Thresholds] = Draw(_thresholds, random, images[0]),
        };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        ValueRange levels = Layers.ValueRange.Levels;
        KerasTensor x = levels.Hold(Range.To(levels, images) + transformation[Additions]);
        return levels.To(Range, Ops.Where(Ops.Less(x, transformation[Thresholds]), x, levels.High - x));
    }

    private static KerasTensor Draw(FactorRange range, SeedGenerator random, int pictures) =>
        Ops.RandomUniform(random.Next(), [pictures, 1, 1, 1], range.Low, range.High * Layers.ValueRange.Levels.High);

    private FactorRange Within(Numbers factor, string argument) => factor.All(number => number is >= 0 and <= 1)
        ? FactorRange.Of(factor, 0, 1, argument, this)
        : throw new ArgumentException($"{this}: {argument} must be one number or a pair of them, between 0 and 1. Received: {factor}.", argument);
}
