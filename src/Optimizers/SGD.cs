namespace KerasNet.Optimizers;

/// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
/// <remarks>
/// <para>Without momentum: v ← v − lr·g. With momentum μ: m ← μ·m − lr·g, v ← v + m. Nesterov: v ← v + μ·m − lr·g with the new m.</para>
/// <para>Slots: momentum per weight, unless momentum is 0.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="momentum">How much of the last change goes on, 0 to 1.</param>
/// <param name="nesterov">Whether the gradient is taken as if the momentum had been applied already.</param>
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
public sealed class SGD(
    LearningRate? learningRate = null,
    double momentum = 0,
    bool nesterov = false,
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
    : Optimizer(learningRate ?? 0.01, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
{
    /// <summary>How much of the last change goes on, 0 to 1.</summary>
    /// <value>Default: 0.</value>
    public double Momentum { get; } = Checks.Fraction(momentum);

    /// <summary>Whether the gradient is taken as if the momentum had been applied already.</summary>
    /// <value>Default: false.</value>
    public bool Nesterov { get; } = nesterov;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        if (Momentum == 0)
            return;
        foreach (Variable variable in variables)
            AddSlot(variable, "momentum");
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        if (Momentum == 0)
        {
            variable.Assign(variable - gradient * learningRate);
            return;
        }

        Variable m = Slot(variable, "momentum");
        m.Assign(m.Read() * Momentum - gradient * learningRate);
        variable.Assign(Nesterov ? variable + (m.Read() * Momentum - gradient * learningRate) : variable.Read() + m);
    }
}
