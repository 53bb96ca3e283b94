namespace KerasNet.Optimizers;

/// <summary>Goes by the sign of a momentum: every weight moves equally far.</summary>
/// <remarks>
/// <para>v ← v − lr·sign(β₁·m + (1 − β₁)·g); then m ← β₂·m + (1 − β₂)·g.</para>
/// <para>Slots: momentum per weight.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="beta1">How much the momentum counts in the step, above 0 and at most 1.</param>
/// <param name="beta2">How slowly the momentum follows the gradient, 0 to 1.</param>
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
public sealed class Lion(
    LearningRate? learningRate = null,
    double beta1 = 0.9,
    double beta2 = 0.99,
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
    /// <summary>How much the momentum counts in the step, above 0 and at most 1.</summary>
    /// <value>Default: 0.9.</value>
    public double Beta1 { get; } = Checks.PositiveFraction(beta1);

    /// <summary>How slowly the momentum follows the gradient, 0 to 1.</summary>
    /// <value>Default: 0.99.</value>
    public double Beta2 { get; } = Checks.Fraction(beta2);

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
            AddSlot(variable, "momentum");
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable m = Slot(variable, "momentum");
        variable.Assign(variable - learningRate * Ops.Sign(m.Read() * Beta1 + gradient * (1 - Beta1)));
        m.Assign(m.Read() * Beta2 + gradient * (1 - Beta2));
    }
}
