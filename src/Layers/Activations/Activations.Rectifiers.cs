namespace KerasNet.Layers;

public static partial class Activations
{
    internal const double SeluAlpha = 1.6732632423543772848170429916717;
    internal const double SeluScale = 1.0507009873554804934193349852946;
    private const double SixthValue = 6;

    /// <summary>
    /// maxValue where x ≥ maxValue, x where threshold &lt; x &lt; maxValue, negativeSlope·(x − threshold) elsewhere; with the defaults max(x, 0).
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="negativeSlope">The slope below the threshold.</param>
    /// <param name="maxValue">The largest value of the result; none if not given.</param>
    /// <param name="threshold">Where the function begins to rise.</param>
    public static KerasTensor Relu(KerasTensor x, double negativeSlope = 0, double? maxValue = null, double threshold = 0)
    {
        x = Ops.ToFloat(x);
        if (negativeSlope != 0 && maxValue is null && threshold == 0)
            return LeakyRelu(x, negativeSlope);
        KerasTensor y = threshold != 0 ? Ops.Where(Ops.LessEqual(x, threshold), Zero(x), x)
            : maxValue == SixthValue ? Relu6(x)
            : Ops.Relu(x);
        if (maxValue is { } most && (threshold != 0 || most != SixthValue))
            y = Ops.Clip(y, 0, most);
        return negativeSlope == 0 ? y : y - negativeSlope * Ops.Relu(threshold - x);
    }

    /// <summary>min(max(x, 0), 6).</summary>
    public static KerasTensor Relu6(KerasTensor x) => Ops.Minimum(Ops.Scalar(SixthValue, Ops.ToFloat(x)), Ops.Relu(x));

    /// <summary>x where x &gt; 0, negativeSlope·x elsewhere. (The LeakyReLU layer's default slope is 0.3, this function's 0.2.)</summary>
    /// <param name="x">The input.</param>
    /// <param name="negativeSlope">The slope below 0.</param>
    public static KerasTensor LeakyRelu(KerasTensor x, double negativeSlope = 0.2)
    {
        x = Ops.ToFloat(x);
        return Ops.Where(Ops.Greater(x, 0), x, negativeSlope * x);
    }

    /// <summary>x where x &gt; 0, alpha·(eˣ − 1) elsewhere.</summary>
    /// <param name="x">The input.</param>
    /// <param name="alpha">Minus the limit for x → −∞.</param>
    public static KerasTensor Elu(KerasTensor x, double alpha = 1)
    {
        // Exponentials of large x would be infinite, and their gradient NaN although it is not used.
        x = Ops.ToFloat(x);
        KerasTensor below = Ops.Expm1(Ops.Minimum(x, 0));
        return Ops.Where(Ops.Greater(x, 0), x, alpha == 1 ? below : alpha * below);
    }

    /// <summary>1.0507·elu(x, 1.6733), the self-normalizing unit of Klambauer et al., 2017.</summary>
    public static KerasTensor Selu(KerasTensor x) => SeluScale * Elu(x, SeluAlpha);

    /// <summary>max(x, 0) + min(0, alpha·(e^(x/alpha) − 1)).</summary>
    /// <param name="x">The input.</param>
    /// <param name="alpha">Minus the limit for x → −∞; not 0.</param>
    public static KerasTensor Celu(KerasTensor x, double alpha = 1)
    {
        x = Ops.ToFloat(x);
        return Ops.Maximum(x, 0) + alpha * Ops.Expm1(Ops.Minimum(x, 0) / alpha);
    }

    /// <summary>x where x &gt; threshold, defaultValue elsewhere.</summary>
    /// <param name="x">The input.</param>
    /// <param name="threshold">Up to where x is replaced.</param>
    /// <param name="defaultValue">What stands in its place.</param>
    public static KerasTensor Threshold(KerasTensor x, double threshold, double defaultValue)
    {
        x = Ops.ToFloat(x);
        return Ops.Where(Ops.LessEqual(x, threshold), Ops.Scalar(defaultValue, x), x);
    }

    /// <summary>x where |x| &gt; threshold, 0 elsewhere.</summary>
    /// <param name="x">The input.</param>
    /// <param name="threshold">Half the width of the gap.</param>
    public static KerasTensor HardShrink(KerasTensor x, double threshold = 0.5)
    {
        x = Ops.ToFloat(x);
        return Ops.Where(Ops.LessEqual(Ops.Abs(x), threshold), Zero(x), x);
    }

    /// <summary>x moved towards 0 by the threshold, and 0 where it would pass it.</summary>
    /// <param name="x">The input.</param>
    /// <param name="threshold">Half the width of the gap.</param>
    public static KerasTensor SoftShrink(KerasTensor x, double threshold = 0.5)
    {
        x = Ops.ToFloat(x);
        return Ops.Relu(x - threshold) - Ops.Relu(-x - threshold);
    }
}
