namespace KerasNet.Layers;

/// <summary>Draws whose variance is scale / n, where n is the weight's fan in, its fan out or their mean.</summary>
/// <remarks>
/// A uniform distribution then reaches to ±√(3·scale/n); a truncated normal is drawn with √(scale/n) / 0.8796, which is √(scale/n) after the truncation.
/// </remarks>
public abstract class ScaledInitializer : RandomInitializer
{
    // The standard deviation of a standard normal distribution that is cut at ±2.
    private const double TruncatedDeviation = 0.87962566103423978;

    private readonly double _scale;
    private readonly FanMode _mode;
    private readonly Distribution _distribution;

    private protected ScaledInitializer(double scale, FanMode mode, Distribution distribution, long? seed, int[]? inputAxes, int[]? outputAxes)
        : base(seed)
    {
        (_scale, _mode, _distribution) = (scale, mode, distribution);
        InputAxes = inputAxes;
        OutputAxes = outputAxes;
    }

    /// <summary>What the variance is divided by.</summary>
    private protected enum FanMode
    {
        In,
        Out,
        Average,
    }

    /// <summary>The weight's axes that are inputs; by rank if not both kinds are given.</summary>
    /// <value>Default: none.</value>
    public int[]? InputAxes { get; }

    /// <summary>The weight's axes that are outputs; by rank if not both kinds are given.</summary>
    /// <value>Default: none.</value>
    public int[]? OutputAxes { get; }

    internal override Draw DrawFor(Shape shape) => DrawFor(shape, InputAxes, OutputAxes);

    /// <summary>This initializer for a weight whose layer knows which of its axes are inputs; axes of the initializer's own come first.</summary>
    internal Initializer Along(int[] inputAxes, int[] outputAxes) => new Directed(this, InputAxes ?? inputAxes, OutputAxes ?? outputAxes);

    private Draw DrawFor(Shape shape, int[]? inputAxes, int[]? outputAxes)
    {
        (long fanIn, long fanOut) = ComputeFans(shape, inputAxes, outputAxes);
        double n = Math.Max(1, _mode switch
        {
            FanMode.In => fanIn,
            FanMode.Out => fanOut,
            _ => (fanIn + fanOut) / 2.0,
        });
        double variance = _scale / n;
        return _distribution switch
        {
            Distribution.Uniform => new Draw(Distribution.Uniform, -Math.Sqrt(3 * variance), Math.Sqrt(3 * variance)),
            Distribution.Normal => new Draw(Distribution.Normal, 0, Math.Sqrt(variance)),
            _ => new Draw(Distribution.TruncatedNormal, 0, Math.Sqrt(variance) / TruncatedDeviation),
        };
    }

    private sealed class Directed : RandomInitializer
    {
        private readonly ScaledInitializer _inner;
        private readonly int[] _inputAxes;
        private readonly int[] _outputAxes;

        internal Directed(ScaledInitializer inner, int[] inputAxes, int[] outputAxes)
            : base(inner.StreamSeed) => (_inner, _inputAxes, _outputAxes) = (inner, inputAxes, outputAxes);

        internal override Draw DrawFor(Shape shape) => _inner.DrawFor(shape, _inputAxes, _outputAxes);
    }
}
