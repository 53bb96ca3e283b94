namespace KerasNet.Layers;

/// <summary>In training, keeps only the highest bits of each picture's levels.</summary>
/// <remarks>
/// <para>Values are brought to 0…255 and cut to whole numbers, their lowest s bits become 0, and they are brought back. Transformation: <c>shift_factor</c>, the s of
/// each picture (pictures): 8 minus the bits that are kept. As in Keras, the bits are drawn from low … high − 1, unless both are the same.</para>
/// <para>Pictures of any size; the output has the shape of the input. Keras: <c>keras.layers.RandomPosterization</c>.</para>
/// </remarks>
public sealed class RandomPosterization : ColorFactorLayer
{
    private const string Shift = "shift_factor";
    private const int Bits = 8;

    /// <summary>Makes the layer.</summary>
    /// <param name="factor">How many bits are kept, 1…8, drawn from a pair; one number f: 1…f.</param>
    /// <param name="valueRange">The values that pictures may have; 0…255 if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public RandomPosterization(Numbers factor, Numbers? valueRange = null, string? dataFormat = null, long? seed = null, string? name = null)
        : base(factor, 1, Bits, valueRange, seed, dataFormat, name)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        // Rounding may bring a draw up to the end that is not part of the range.
        KerasTensor kept = Factors.Low == Factors.High
            ? Ops.Full(images[0], Factors.Low)
            : Ops.Minimum(Ops.Floor(Factors.Draw(random, images[0])), Math.Max(Factors.Low, Factors.High - 1));
        return new Dictionary<string, KerasTensor> { [Shift] = Bits - kept };
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        KerasTensor powers = Ops.Constant<float>([.. Enumerable.Range(0, Bits + 1).Select(bit => (float)(1 << bit))], [Bits + 1]);
        KerasTensor step = PerPicture(Ops.Gather(powers, Ops.Cast(transformation[Shift], DType.Int32)));
        KerasTensor levels = Ops.Floor(Layers.ValueRange.Levels.Hold(Range.To(Layers.ValueRange.Levels, images)));
        return Layers.ValueRange.Levels.To(Range, Ops.Floor(levels / step) * step);
    }
}
