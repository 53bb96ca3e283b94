namespace KerasNet.Layers;

public static partial class Activations
{
    /// <summary>The name of what Keras 1 and 2 called <c>hard_sigmoid</c>, clip(0.2·x + 0.5, 0, 1), which files of theirs ask for.</summary>
    internal const string HardSigmoidOfKeras2 = "hard_sigmoid_keras2";

    private const double HardSigmoidReach = 3;

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static KerasTensor Sigmoid(KerasTensor x) => Ops.Sigmoid(x);

    /// <summary>0 up to −3, 1 from 3 on, x/6 + ½ between.</summary>
    public static KerasTensor HardSigmoid(KerasTensor x) => Relu6(x + HardSigmoidReach) / SixthValue;

    /// <summary>0 up to −1, 1 from 1 on, (x + 1)/2 between.</summary>
    public static KerasTensor SparseSigmoid(KerasTensor x) => Ops.Clip(0.5 * (Ops.ToFloat(x) + 1), 0, 1);

    /// <summary>ln(sigmoid(x)) = −softplus(−x), exact for large |x|.</summary>
    public static KerasTensor LogSigmoid(KerasTensor x) => -Ops.Softplus(-Ops.ToFloat(x));

    /// <summary>The hyperbolic tangent.</summary>
    public static KerasTensor Tanh(KerasTensor x) => Ops.Tanh(x);

    /// <summary>x limited to [−1, 1].</summary>
    public static KerasTensor HardTanh(KerasTensor x) => Ops.Clip(Ops.ToFloat(x), -1, 1);

    /// <summary>x − tanh(x).</summary>
    public static KerasTensor TanhShrink(KerasTensor x) => x - Ops.Tanh(x);

    /// <summary>x / (1 + |x|).</summary>
    public static KerasTensor Softsign(KerasTensor x)
    {
        x = Ops.ToFloat(x);
        return x / (1 + Ops.Abs(x));
    }
}
