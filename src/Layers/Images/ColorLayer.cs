namespace KerasNet.Layers;

/// <summary>A layer that changes the colours of pictures at random, in training only, and knows which values pictures may have.</summary>
public abstract class ColorLayer : RandomImageLayer
{
    private protected ColorLayer(Numbers? valueRange, long? seed, string? dataFormat, string? name)
        : base(seed, dataFormat, name) => Range = Layers.ValueRange.Of(valueRange, this);

    /// <summary>The values that pictures may have: black and white.</summary>
    /// <value>Default: 0 and 255.</value>
    public Numbers ValueRange => Range.Pair;

    private protected ValueRange Range { get; }

    /// <summary>One number per picture, laid over its rows, columns and channels.</summary>
    private protected static KerasTensor PerPicture(KerasTensor drawn) => Ops.Reshape(drawn, [-1, 1, 1, 1]);
}

/// <summary>A layer that changes the colours of pictures by a factor that is drawn for each of them.</summary>
public abstract class ColorFactorLayer : ColorLayer
{
    private protected ColorFactorLayer(
        Numbers factor, double lowest, double highest, Numbers? valueRange, long? seed, string? dataFormat, string? name)
        : base(valueRange, seed, dataFormat, name) => Factors = FactorRange.Of(factor, lowest, highest, nameof(factor), this);

    /// <summary>The lowest and the highest factor.</summary>
    public Numbers Factor => Factors.Pair;

    private protected FactorRange Factors { get; }
}
