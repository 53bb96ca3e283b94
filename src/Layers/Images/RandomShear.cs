namespace KerasNet.Layers;

/// <summary>In training, slants pictures at random: rows are pushed sideways the lower they are, columns down the more they are to the right.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>shear_factor</c>, (pictures, 2): pixel (x, y) of the output is read at
/// (x + f₀·y, f₁·x + y).</para>
/// <para>Keras: <c>keras.layers.RandomShear</c>.</para>
/// </remarks>
public sealed class RandomShear : AffineImageLayer
{
    private const string ShearFactor = "shear_factor";

    private readonly FactorRange _x;
    private readonly FactorRange _y;

    /// <summary>Makes the layer.</summary>
    /// <param name="xFactor">How far rows are pushed: f between 0 and 1 draws from −f to f, a pair from between its numbers. 0 if not given.</param>
    /// <param name="yFactor">How far columns are pushed. 0 if not given.</param>
    /// <param name="interpolation"><c>bilinear</c> or <c>nearest</c>.</param>
    /// <param name="fillMode">What lies beyond the edges: <c>reflect</c>, <c>constant</c>, <c>nearest</c> or <c>wrap</c>.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A factor is no number or pair within its bounds, or a name is unknown.</exception>
    public RandomShear(
        Numbers? xFactor = null,
        Numbers? yFactor = null,
        string interpolation = "bilinear",
        string fillMode = "reflect",
        double fillValue = 0,
        long? seed = null,
        string? dataFormat = null,
        string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name)
    {
        _x = Range(xFactor ?? 0, nameof(xFactor));
        _y = Range(yFactor ?? 0, nameof(yFactor));
    }

    /// <summary>Between which numbers the push of rows is drawn.</summary>
    /// <value>Default: 0 and 0.</value>
    public Numbers XFactor => _x.Pair;

    /// <summary>Between which numbers the push of columns is drawn.</summary>
    /// <value>Default: 0 and 0.</value>
    public Numbers YFactor => _y.Pair;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        // As in Keras, the draw from between two numbers may be turned round.
        Shape one = [images[0], 1];
        KerasTensor turned = Ops.Greater(Ops.RandomUniform(random.Next(), one), 0.5);
        KerasTensor drawn = Ops.Concatenate([_x.Draw(random, one), _y.Draw(random, one)], 1);
        return new Dictionary<string, KerasTensor> { [ShearFactor] = Ops.Where(turned, -drawn, drawn) };
    }

    private protected override KerasTensor Transforms(IReadOnlyDictionary<string, KerasTensor> transformation, Shape images)
    {
        KerasTensor[] push = Ops.Split(transformation[ShearFactor], 2, 1);
        KerasTensor zero = Number(0), one = Number(1);
        return Affine(images, one, push[0], zero, push[1], one, zero);
    }

    private FactorRange Range(Numbers factor, string argument)
    {
        FactorRange range = FactorRange.Within(factor, factor.IsSingle ? 0 : -1, 1, argument, this);
        return factor.IsSingle ? new(-range.High, range.High) : range;
    }
}
