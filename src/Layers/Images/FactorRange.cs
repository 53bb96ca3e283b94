namespace KerasNet.Layers;

/// <summary>What a factor of an image layer is drawn from: given as one number, or as the pair of its ends.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct FactorRange(double Low, double High)
{
    /// <summary>The range behind an argument. One number f stands for −|f|…|f|, cut at the lowest value allowed.</summary>
    /// <param name="factor">The argument.</param>
    /// <param name="lowest">The lowest value allowed. As in Keras, a pair may reach beyond on one side.</param>
    /// <param name="highest">The highest value allowed.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="layer">Whose argument it is.</param>
    /// <exception cref="ArgumentException">There are other than one or two numbers, or they lie outside of the bounds.</exception>
    internal static FactorRange Of(Numbers factor, double lowest, double highest, string argument, Layer layer) => factor switch
    {
        { IsSingle: true } when factor[0] >= lowest && factor[0] <= highest => new(Math.Max(-Math.Abs(factor[0]), lowest), Math.Abs(factor[0])),
        { IsSingle: false, Count: 2 } when factor[0] <= highest && factor[1] >= lowest => new(Math.Min(factor[0], factor[1]), Math.Max(factor[0], factor[1])),
        _ => throw new ArgumentException(
            $"{layer}: {argument} must be one number or a pair of them, between {lowest} and {highest}. Received: {factor}.", argument),
    };

    /// <summary>The same, where no number of a pair may lie outside of the bounds.</summary>
    internal static FactorRange Within(Numbers factor, double lowest, double highest, string argument, Layer layer) =>
        factor.All(number => number >= lowest && number <= highest)
            ? Of(factor, lowest, highest, argument, layer)
            : throw new ArgumentException($"{layer}: {argument} must lie between {lowest} and {highest}. Received: {factor}.", argument);

    /// <summary>Numbers drawn evenly from the range.</summary>
    internal KerasTensor Draw(SeedGenerator random, Shape shape) => Ops.RandomUniform(random.Next(), shape, Low, High);

    /// <summary>Where the range is one of probabilities: one is drawn for each picture, and then whether it happens, (pictures).</summary>
    internal KerasTensor Chance(SeedGenerator random, int pictures)
    {
        KerasTensor probability = Draw(random, [pictures]);
        return Ops.Less(Ops.RandomUniform(random.Next(), [pictures]), probability);
    }

    /// <summary>The range as the pair that Keras saves.</summary>
    internal Numbers Pair => [Low, High];
}
