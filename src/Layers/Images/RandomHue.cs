namespace KerasNet.Layers;

/// <summary>In training, turns the colours of each picture around the circle of hues.</summary>
/// <remarks>
/// <para>The hue of HSV, 0…1, plus h, around the circle where it leaves it. Transformation: <c>factor</c>, the h of each picture (pictures): half of the factor
/// that was drawn, in one direction or the other.</para>
/// <para>Pictures of any size with three channels; the output has the shape of the input and is held within the value range.
/// Keras: <c>keras.layers.RandomHue</c>.</para>
/// </remarks>
public sealed class RandomHue : ColorFactorLayer
{
    private const string Turn = "factor";

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The part of half a turn, 0…1, drawn from a pair; one number f: 0…f.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomHue(Numbers factor, Numbers? valueRange = null, string? dataFormat = null, long? seed = null, string? name = null)
        : base(factor, 0, 1, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor back = Ops.Greater(Ops.RandomUniform(random.Next(), images[0]), 0.5);
        KerasTensor half = Factors.Draw(random, images[0]) * 0.5;
        return new Dictionary<string, KerasTensor> { [Turn] = Ops.Where(back, -half, half) };
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        Hsv hsv = Hsv.Of(Range.To(Layers.ValueRange.Unit, images), ToString());
        KerasTensor hue = hsv.Hue + PerPicture(transformation[Turn]);
        hue = Ops.Where(Ops.Greater(hue, 1), hue - 1, hue);
        hue = Ops.Where(Ops.Less(hue, 0), hue + 1, hue);
        return Layers.ValueRange.Unit.To(Range, Layers.ValueRange.Unit.Hold((hsv with { Hue = hue }).ToRgb()));
    }
}
