namespace KerasNet.Layers;

/// <summary>What the layers that drop numbers at random in training have in common: a rate, a shape of the draw, a random state.</summary>
public abstract class RandomDrop : Layer
{
    private readonly SeedGenerator? _random;

    private protected RandomDrop(double rate, Shape? noiseShape, long? seed, string? name)
        : base(name)
    {
        Rate = Check.Fraction(rate, nameof(rate), this);
        Seed = seed;
        NoiseShape = noiseShape is null || !noiseShape.Contains(0)
            ? noiseShape
            : throw new ArgumentException($"{this}: the sizes of noiseShape must be 1 or more, or unknown. Received: {noiseShape}.", nameof(noiseShape));
        if (rate > 0)
            _random = AddSeedGenerator(seed);
    }

    /// <summary>The part of the numbers that is dropped.</summary>
    public double Rate { get; }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <summary>The shape in which it is drawn what to drop.</summary>
    /// <value>Default: none, the input's shape.</value>
    public Shape? NoiseShape { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <summary>True where a number is kept, in a shape that broadcasts to the input's.</summary>
    private protected KerasTensor Kept(KerasTensor input, Shape? noiseShape)
    {
        Shape drawn = noiseShape is null || noiseShape.Rank != input.Rank
            ? noiseShape ?? input.Shape
            : Shape.Of(noiseShape.Select((size, axis) => size == Shape.Unknown ? input.Shape[axis] : size));
        if (drawn.Rank > input.Rank || Shape.Broadcast(drawn, input.Shape) != input.Shape)
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) needs a noise shape that can be broadcast to its input {input.Shape}. Received: {noiseShape}.");
        return Ops.GreaterEqual(Ops.RandomUniform(_random!.Next(), drawn), Rate);
    }

    /// <summary>Ordinary dropout with a given shape of the draw.</summary>
    private protected KerasTensor DropScaled(KerasTensor input, Shape? noiseShape, CallContext context)
    {
        if (!context.Training || Rate == 0)
            return input;
        return Rate == 1
            ? Ops.ZerosLike(input)
            : Ops.Where(Kept(input, noiseShape), input * (1 / (1 - Rate)), Ops.Scalar(0, input));
    }
}
