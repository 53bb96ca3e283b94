using System.Collections.Frozen;
using KerasNet.Saving;

namespace KerasNet.Layers;

/// <summary>The activation functions of Keras, as functions of symbols and by name.</summary>
/// <remarks>
/// Where a function has a kink its slope there is the one TensorFlow gives. NaN stays NaN, also where Keras loses it in a comparison.
/// </remarks>
public static partial class Activations
{
    private static readonly FrozenDictionary<string, Func<KerasTensor, KerasTensor>> s_functions = new Dictionary<string, Func<KerasTensor, KerasTensor>>
    {
        ["celu"] = x => Celu(x),
        ["elu"] = x => Elu(x),
        ["exponential"] = Exponential,
        ["gelu"] = x => Gelu(x),
        ["glu"] = x => Glu(x),
        ["hard_shrink"] = x => HardShrink(x),
        ["hard_sigmoid"] = HardSigmoid,
        [HardSigmoidOfKeras2] = x => Ops.Clip((0.2 * Ops.ToFloat(x)) + 0.5, 0, 1),
        ["hard_silu"] = HardSilu,
        ["hard_tanh"] = HardTanh,
        ["leaky_relu"] = x => LeakyRelu(x),
        ["linear"] = Linear,
        ["log_sigmoid"] = LogSigmoid,
        ["log_softmax"] = x => LogSoftmax(x),
        ["mish"] = Mish,
        ["relu"] = x => Relu(x),
        ["relu6"] = Relu6,
        ["selu"] = Selu,
        ["sigmoid"] = Sigmoid,
        ["silu"] = Silu,
        ["soft_shrink"] = x => SoftShrink(x),
        ["softmax"] = x => Softmax(x),
        ["softplus"] = Softplus,
        ["softsign"] = Softsign,
        ["sparse_plus"] = SparsePlus,
        ["sparse_sigmoid"] = SparseSigmoid,
        ["sparsemax"] = x => Sparsemax(x),
        ["squareplus"] = x => Squareplus(x),
        ["tanh"] = Tanh,
        ["tanh_shrink"] = TanhShrink,
        ["threshold"] = _ => throw new ArgumentException(
            "The activation 'threshold' needs arguments; pass a function, for example x => Activations.Threshold(x, 0.5, 0)."),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> s_aliases = new Dictionary<string, string>
    {
        ["hard_swish"] = "hard_silu",
        ["swish"] = "silu",
    }.ToFrozenDictionary();

    /// <summary>The names that <see cref="Get"/> takes.</summary>
    public static IEnumerable<string> Names => s_functions.Keys.Concat(s_aliases.Keys);

    /// <summary>
    /// The activation with this name, a registered one of a user's too; <c>swish</c> and <c>hard_swish</c> are other names of <c>silu</c> and <c>hard_silu</c>.
    /// </summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static ActivationFunction Get(string name)
    {
        string canonical = s_aliases.GetValueOrDefault(name, name);
        if (s_functions.TryGetValue(canonical, out Func<KerasTensor, KerasTensor>? function))
            return new ActivationFunction(canonical, function);
        if (CustomObjects.FindFunction<Func<KerasTensor, KerasTensor>>(name) is { } custom)
            return new ActivationFunction(name, custom);
        throw CustomObjects.IsCustom(name) ? ConfigFamily.Unregistered("activation", name, "x => …") : Naming.Unknown("activation", name, Names);
    }

    /// <summary>x itself.</summary>
    public static KerasTensor Linear(KerasTensor x) => x;

    /// <summary>eˣ.</summary>
    public static KerasTensor Exponential(KerasTensor x) => Ops.Exp(x);

    private static KerasTensor Zero(KerasTensor like) => Ops.Scalar(0, like);
}
