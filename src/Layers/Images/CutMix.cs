namespace KerasNet.Layers;

/// <summary>In training, pastes a rectangle of another picture of the batch into each, and mixes their labels by area. Yun et al., 2019.</summary>
/// <remarks>
/// <para>Inside the rectangle x0 ≤ x &lt; x1, y0 ≤ y &lt; y1 the partner's pixels. Labels: w·own + (1 − w)·partner's with w = 1 − (x1 − x0)(y1 − y0) / area.
/// Transformation: <c>mix_weight</c>, the w (pictures, 1, 1, 1), <c>batch_masks</c>, where the partner shows, bool (pictures, rows, columns, 1), and
/// <c>permutation_order</c>, which picture is the partner (pictures). The rectangle has the picture's proportions and an area of 1 − b, where b is of the beta
/// distribution with one number, drawn from the factors for the whole batch, twice.</para>
/// <para>Inputs: pictures of any size, then labels (pictures, …) as floats; outputs of the same shapes. Keras: <c>keras.layers.CutMix</c>, which takes a dictionary
/// of images and labels.</para>
/// </remarks>
public sealed class CutMix : MixingLayer
{
    private const string Masks = "batch_masks";
    private const double Smallest = 1e-6;

    private readonly FactorRange _factor;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The range of the beta distribution's parameter, within 0…1; one number f: 0…f. 1 if not given.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public CutMix(Numbers? factor = null, long? seed = null, string? dataFormat = null, string? name = null)
        : base(seed, dataFormat, name) => _factor = FactorRange.Of(factor ?? 1, 0, 1, nameof(factor), this);

    /// <summary>The range of the beta distribution's parameter.</summary>
    /// <value>Default: 0 and 1.</value>
    public Numbers Factor => _factor.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        KerasTensor kept = BetaDraw.Symmetric(random, images[0], _factor.Draw(random, 1) + Smallest);
        KerasTensor side = Ops.Sqrt(1 - kept);
        (KerasTensor x0, KerasTensor x1) = Stretch(images[2]);
        (KerasTensor y0, KerasTensor y1) = Stretch(images[1]);
        return Pasted(images, x0, x1, y0, y1, DrawOrder(random, images[0]));

        (KerasTensor Start, KerasTensor End) Stretch(int size)
        {
            KerasTensor length = side * size;
            KerasTensor start = Ops.RandomUniform(random.Next(), images[0]) * (size - length);
            return (start, start + length);
        }
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Ops.Where(transformation[Masks], Partners(images, transformation), images);

    /// <summary>The transformation that pastes these rectangles.</summary>
    internal static IReadOnlyDictionary<string, KerasTensor> Pasted(Shape images, KerasTensor x0, KerasTensor x1, KerasTensor y0, KerasTensor y1, KerasTensor order)
    {
        (int rows, int columns) = (images[1], images[2]);
        KerasTensor area = (x1 - x0) * (y1 - y0) / ((double)rows * columns);
        return new Dictionary<string, KerasTensor>
        {
            [Masks] = Ops.LogicalAnd(Within(rows, [1, rows, 1, 1], y0, y1), Within(columns, [1, 1, columns, 1], x0, x1)),
            [Weight] = Ops.Reshape(1 - area, [-1, 1, 1, 1]),
            [Order] = order,
        };
    }

    private static KerasTensor Within(int size, Shape along, KerasTensor start, KerasTensor end)
    {
        KerasTensor places = Ops.Reshape(Ops.Arange(size, DType.Float32), along);
        return Ops.LogicalAnd(
            Ops.GreaterEqual(places, Ops.Reshape(start, [-1, 1, 1, 1])),
            Ops.Less(places, Ops.Reshape(end, [-1, 1, 1, 1])));
    }
}
