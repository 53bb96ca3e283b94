namespace KerasNet.Layers;

public static partial class Activations
{
    private const double GeluCubic = 0.044715;

    /// <summary>ln(1 + eˣ), exact for large |x|.</summary>
    public static KerasTensor Softplus(KerasTensor x) => Ops.Softplus(x);

    /// <summary>(x + √(x² + b)) / 2, exact for large |x|.</summary>
    /// <param name="x">The input.</param>
    /// <param name="b">How round the corner is: 0 gives relu.</param>
    public static KerasTensor Squareplus(KerasTensor x, double b = 4)
    {
        // For negative x the sum cancels; there it is b/4 over the value at |x|.
        x = Ops.ToFloat(x);
        KerasTensor mirrored = 0.5 * (Ops.Maximum(x, -x) + Ops.Sqrt(Ops.Square(x) + b));
        return Ops.Where(Ops.Less(x, 0), 0.25 * b / mirrored, mirrored);
    }

    /// <summary>0 up to −1, (x + 1)²/4 between −1 and 1, x from 1 on.</summary>
    public static KerasTensor SparsePlus(KerasTensor x)
    {
        x = Ops.ToFloat(x);
        return Ops.Where(Ops.Less(x, 1), 0.25 * Ops.Square(Ops.Clip(x, -1, 1) + 1), x);
    }

    /// <summary>x·Φ(x), where Φ is the normal distribution: x·(1 + erf(x/√2))/2.</summary>
    /// <param name="x">The input.</param>
    /// <param name="approximate">Whether to take x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2 instead.</param>
    public static KerasTensor Gelu(KerasTensor x, bool approximate = false)
    {
        x = Ops.ToFloat(x);
        return approximate
            ? 0.5 * x * (1 + Ops.Tanh(Math.Sqrt(2 / Math.PI) * (x + GeluCubic * (x * x * x))))
            : 0.5 * x * (1 + Ops.Erf(x * Math.Sqrt(0.5)));
    }

    /// <summary>x·sigmoid(x), also known as swish.</summary>
    public static KerasTensor Silu(KerasTensor x) => x * Ops.Sigmoid(x);

    /// <summary>x·hard_sigmoid(x), also known as hard_swish.</summary>
    public static KerasTensor HardSilu(KerasTensor x) => x * HardSigmoid(x);

    /// <summary>x·tanh(softplus(x)).</summary>
    public static KerasTensor Mish(KerasTensor x) => x * Ops.Tanh(Ops.Softplus(x));
}
