namespace KerasNet.Optimizers;

/// <summary>Scales the gradient by the root of a mean of past changes over that of past gradients.</summary>
/// <remarks>
/// <para>a ← ρ·a + (1 − ρ)·g²; Δ = −√(d + epsilon)·g / √(a + epsilon); d ← ρ·d + (1 − ρ)·Δ²; v ← v + lr·Δ.</para>
/// <para>Slots: accumulated_grad and accumulated_delta_var, interleaved per weight.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="rho">How slowly the means follow, 0 to 1.</param>
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
public sealed class Adadelta(
    LearningRate? learningRate = null,
    double rho = 0.95,
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
    /// <summary>How slowly the means follow, 0 to 1.</summary>
    /// <value>Default: 0.95.</value>
    public double Rho { get; } = Checks.Fraction(rho);

    /// <summary>Keeps the divisor above 0.</summary>
    /// <value>Default: 1e-7.</value>
    public double Epsilon { get; } = epsilon;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddSlot(variable, "accumulated_grad");
            AddSlot(variable, "accumulated_delta_var");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable gradients = Slot(variable, "accumulated_grad");
        Variable changes = Slot(variable, "accumulated_delta_var");
        gradients.Assign(Rho * gradients.Read() + (1 - Rho) * Ops.Square(gradient));
        KerasTensor change = -Ops.Sqrt(changes.Read() + Epsilon) * gradient / Ops.Sqrt(gradients.Read() + Epsilon);
        changes.Assign(Rho * changes.Read() + (1 - Rho) * Ops.Square(change));
        variable.Assign(variable + learningRate * change);
    }
}
