namespace KerasNet.Layers;

/// <summary>In training, paints over a box at a random place of each picture. Zhong et al., 2017.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>apply_erasing</c>, bool (pictures); <c>x0</c>, <c>x1</c>, <c>y0</c>,
/// <c>y1</c>, (pictures): columns x0 ≤ x &lt; x1 and rows y0 ≤ y &lt; y1 are painted over; <c>fill_value</c> like the pictures, where noise is painted.</para>
/// <para>Keras: <c>keras.layers.RandomErasing</c>.</para>
/// </remarks>
public sealed class RandomErasing : RandomImageLayer
{
    private const string ApplyErasing = "apply_erasing";
    private const string Fill = "fill_value";

    private readonly FactorRange _factor;
    private readonly FactorRange _scale;
    private readonly ValueRange _range;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The probability that a picture is changed, drawn from 0 to this number or from between two; 1 if not given. Between 0 and 1.</param>
    /// <param name="scale">
    /// The square of the box's sides as a part of the picture's, drawn from 0 to this number or from between two; [0.02, 0.33] if not given.
    /// </param>
    /// <param name="fillValue">
    /// What is painted: one number, or one for each channel; normally distributed noise if not given. Held within <paramref name="valueRange"/>.
    /// </param>
    /// <param name="valueRange">The lowest and highest value of a pixel; 0 and 255 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is outside of its bounds, or the data format is unknown.</exception>
    public RandomErasing(
        Numbers? factor = null,
        Numbers? scale = null,
        Numbers? fillValue = null,
        Numbers? valueRange = null,
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(seed, dataFormat, name)
    {
        _factor = FactorRange.Of(factor ?? 1, 0, 1, nameof(factor), this);
        _scale = FactorRange.Of(scale ?? [0.02, 0.33], 0, 1, nameof(scale), this);
        FillValue = fillValue;
        _range = Layers.ValueRange.Of(valueRange, this);
    }

    /// <summary>Between which numbers the probability that a picture is changed is drawn.</summary>
    /// <value>Default: 0 and 1.</value>
    public Numbers Factor => _factor.Pair;

    /// <summary>Between which numbers the square of the box's sides, as a part of the picture's, is drawn.</summary>
    /// <value>Default: 0.02 and 0.33.</value>
    public Numbers Scale => _scale.Pair;

    /// <summary>What is painted.</summary>
    /// <value>Default: none, noise.</value>
    public Numbers? FillValue { get; }

    /// <summary>The lowest and highest value of a pixel.</summary>
    /// <value>Default: 0 and 255.</value>
    public Numbers ValueRange => _range.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor[] sides = Ops.Split(Ops.Sqrt(_scale.Draw(random, [images[0], 2])), 2, 1);
        (KerasTensor x0, KerasTensor x1) = Box(sides[0], images[2]);
        (KerasTensor y0, KerasTensor y1) = Box(sides[1], images[1]);
        Dictionary<string, KerasTensor> drawn = new()
        {
            ["x0"] = x0, ["x1"] = x1, ["y0"] = y0, ["y1"] = y1,
            [ApplyErasing] = _factor.Chance(random, images[0]),
        };
        if (FillValue is null)
            drawn[Fill] = Ops.RandomNormal(random.Next(), images) * _range.High;
        return drawn;

        (KerasTensor, KerasTensor) Box(KerasTensor part, int length)
        {
            KerasTensor side = Ops.Reshape(part, [images[0]]) * length;
            KerasTensor start = Ops.RandomUniform(random.Next(), [images[0]]) * (length - side);
            return (start, start + side);
        }
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        KerasTensor x = Ops.Iota([1, 1, images.Shape[2], 1], 2, images.DType), y = Ops.Iota([1, images.Shape[1], 1, 1], 1, images.DType);
        KerasTensor inside = Ops.LogicalAnd(Between(x, "x0", "x1"), Between(y, "y0", "y1"));
        KerasTensor fill = _range.Hold(transformation.GetValueOrDefault(Fill) ?? FillValue!.Constant(images.DType));
        return Ops.Where(Ops.LogicalAnd(inside, Ops.Cast(PerPicture(ApplyErasing), DType.Bool)), fill, images);

        KerasTensor Between(KerasTensor place, string from, string to) =>
            Ops.LogicalAnd(Ops.GreaterEqual(place, PerPicture(from)), Ops.Less(place, PerPicture(to)));

        KerasTensor PerPicture(string name) => Ops.Reshape(transformation[name], [images.Shape[0], 1, 1, 1]);
    }
}
