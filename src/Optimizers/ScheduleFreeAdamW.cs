namespace KerasNet.Optimizers;

/// <summary>Adam without a schedule: it steps from one sequence of weights and averages into another (Defazio et al., 2024).</summary>
/// <remarks>
/// <para>z (which starts as the weight) ← z − lr·g / (√(s / (1 − β₂ᵗ)) + epsilon); x = (v − (1 − β₁)·z_old) / β₁; x ← x + (z − x) / t; v ← (1 − β₁)·z + β₁·x. The rate grows from 0 over the warm-up.</para>
/// <para>Slots: momentum (z) and velocity (s), interleaved per weight.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="beta1">How much the average counts in the weights, above 0 and at most 1.</param>
/// <param name="beta2">How slowly the mean of their squares follows them, 0 to 1.</param>
/// <param name="epsilon">Keeps the divisor above 0.</param>
/// <param name="warmupSteps">So many steps the rate grows to its full size.</param>
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
public sealed class ScheduleFreeAdamW(
    LearningRate? learningRate = null,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    int warmupSteps = 0,
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
    : Optimizer(learningRate ?? 0.0025, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
{
    /// <summary>How much the average counts in the weights, above 0 and at most 1.</summary>
    /// <value>Default: 0.9.</value>
    public double Beta1 { get; } = Checks.PositiveFraction(beta1);

    /// <summary>How slowly the mean of their squares follows them, 0 to 1.</summary>
    /// <value>Default: 0.999.</value>
    public double Beta2 { get; } = Checks.Fraction(beta2);

    /// <summary>Keeps the divisor above 0.</summary>
    /// <value>Default: 1e-8.</value>
    public double Epsilon { get; } = epsilon;

    /// <summary>So many steps the rate grows to its full size.</summary>
    /// <value>Default: 0.</value>
    public int WarmupSteps { get; } = warmupSteps;

    private KerasTensor? _rate, _ofSquares;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddSlot(variable, "momentum").Value = variable.Value;
            AddSlot(variable, "velocity");
        }
    }

    /// <inheritdoc/>
    protected override void PrepareStep(KerasTensor learningRate)
    {
        _rate = WarmupSteps > 0 ? learningRate * Ops.Minimum(Step / WarmupSteps, 1) : learningRate;
        _ofSquares = 1 - Ops.Power(Ops.Scalar(Beta2), Step);
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable z = Slot(variable, "momentum");
        Variable s = Slot(variable, "velocity");
        s.Assign(s + (Ops.Square(gradient) - s) * OneMinus(Beta2));
        KerasTensor average = (variable - (1 - Beta1) * z.Read()) / Beta1;
        z.Assign(z - _rate! * gradient / (Ops.Sqrt(s / _ofSquares!) + Epsilon));
        average += (z - average) / Step;
        variable.Assign((1 - Beta1) * z.Read() + Beta1 * average);
    }
}
