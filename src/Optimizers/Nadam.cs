namespace KerasNet.Optimizers;

/// <summary>Adam with Nesterov momentum.</summary>
/// <remarks>
/// <para>uₜ = β₁(1 − ½·0.96ᵗ), and Π the product of all u so far; m ← m + (g − m)(1 − β₁); s ← s + (g² − s)(1 − β₂); m̂ = uₜ₊₁·m / (1 − Π·uₜ₊₁) + (1 − uₜ)·g / (1 − Π); v ← v − lr·m̂ / (√(s / (1 − β₂ᵗ)) + epsilon).</para>
/// <para>Slots: momentum and velocity, interleaved per weight; then the product Π.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="beta1">How slowly the mean of the gradients follows them, 0 to 1.</param>
/// <param name="beta2">How slowly the mean of their squares follows them, 0 to 1.</param>
/// <param name="epsilon">Keeps the divisor above 0.</param>
/// <param name="weightDecay">The share of each weight, times the learning rate, that is taken away in each step.</param>
/// <param name="clipnorm">Each gradient is shortened to this norm. 0 means off.</param>
/// <param name="clipvalue">Each number of a gradient is limited to ± this. 0 means off.</param>
/// <param name="globalClipnorm">All gradients together are shortened to this norm. 0 means off.</param>
/// <param name="useEma">Whether moving averages of the weights are kept; they take the weights' place when training ends.</param>
/// <param name="emaMomentum">How slowly averages follow, 0 to 1.</param>
/// <param name="emaOverwriteFrequency">After so many steps the averages are written into the weights; only at the end if not given.</param>
/// <param name="lossScaleFactor">The loss is multiplied and gradients are divided by it.</param>
/// <param name="gradientAccumulationSteps">So many steps (2 or more) are averaged to one update.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class Nadam(
    LearningRate? learningRate = null,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-7,
    double? weightDecay = null,
    double? clipnorm = null,
    double? clipvalue = null,
    double? globalClipnorm = null,
    bool useEma = false,
    double emaMomentum = 0.99,
    int? emaOverwriteFrequency = null,
    double? lossScaleFactor = null,
    int? gradientAccumulationSteps = null,
    string? name = null)
    : Optimizer(learningRate ?? 0.001, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
{
    /// <summary>How slowly the mean of the gradients follows them, 0 to 1.</summary>
    /// <value>Default: 0.9.</value>
    public double Beta1 { get; } = Checks.Fraction(beta1);

    /// <summary>How slowly the mean of their squares follows them, 0 to 1.</summary>
    /// <value>Default: 0.999.</value>
    public double Beta2 { get; } = Checks.Fraction(beta2);

    /// <summary>Keeps the divisor above 0.</summary>
    /// <value>Default: 1e-7.</value>
    public double Epsilon { get; } = epsilon;

    private const double Decay96 = 0.96;
    private Variable? _product;
    private KerasTensor? _ofMean, _ofGradient, _ofSquares;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddSlot(variable, "momentum");
            AddSlot(variable, "velocity");
        }

        _product = AddVariable("u_product", Shape.Scalar, 1);
    }

    /// <inheritdoc/>
    protected override void PrepareStep(KerasTensor learningRate)
    {
        KerasTensor now = Momentum(Step), next = Momentum(Step + 1);
        _product!.Assign(_product.Read() * now);
        _ofMean = learningRate * next / (1 - _product.Read() * next);
        _ofGradient = learningRate * (1 - now) / (1 - _product.Read());
        _ofSquares = 1 - Ops.Power(Ops.Scalar(Beta2), Step);
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable m = Slot(variable, "momentum");
        Variable s = Slot(variable, "velocity");
        m.Assign(m + (gradient - m) * OneMinus(Beta1));
        s.Assign(s + (Ops.Square(gradient) - s) * OneMinus(Beta2));
        variable.Assign(variable - (_ofMean! * m + _ofGradient! * gradient) / (Ops.Sqrt(s / _ofSquares!) + Epsilon));
    }

    private KerasTensor Momentum(KerasTensor step) => Beta1 * (1 - 0.5 * Ops.Power(Ops.Scalar(Decay96), step));
}
