namespace KerasNet.Optimizers;

/// <summary>Divides the gradient by the root of a running mean of its squares.</summary>
/// <remarks>
/// <para>s ← ρ·s + (1 − ρ)·g²; with <c>centered</c> the squared running mean of g is taken from s; v ← v − lr·g / √(s + epsilon), epsilon inside the root. With momentum μ: m ← μ·m + lr·g / √(s + epsilon), v ← v − m.</para>
/// <para>Slots: all velocity, all momentum, all average_gradient.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="rho">How slowly the mean of the squares follows them, 0 to 1.</param>
/// <param name="momentum">How much of the last change goes on, 0 to 1.</param>
/// <param name="epsilon">Keeps the root above 0; it stands inside.</param>
/// <param name="centered">Whether the variance of the gradient takes the place of its mean square.</param>
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
public sealed class RMSprop(
    LearningRate? learningRate = null,
    double rho = 0.9,
    double momentum = 0,
    double epsilon = 1e-7,
    bool centered = false,
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
    /// <summary>How slowly the mean of the squares follows them, 0 to 1.</summary>
    /// <value>Default: 0.9.</value>
    public double Rho { get; } = Checks.Fraction(rho);

    /// <summary>How much of the last change goes on, 0 to 1.</summary>
    /// <value>Default: 0.</value>
    public double Momentum { get; } = Checks.Fraction(momentum);

    /// <summary>Keeps the root above 0; it stands inside.</summary>
    /// <value>Default: 1e-7.</value>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether the variance of the gradient takes the place of its mean square.</summary>
    /// <value>Default: false.</value>
    public bool Centered { get; } = centered;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
            AddSlot(variable, "velocity");
        if (Momentum > 0)
            foreach (Variable variable in variables)
                AddSlot(variable, "momentum");
        if (Centered)
            foreach (Variable variable in variables)
                AddSlot(variable, "average_gradient");
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable velocity = Slot(variable, "velocity");
        velocity.Assign(Rho * velocity.Read() + (1 - Rho) * Ops.Square(gradient));
        KerasTensor spread = velocity;
        if (Centered)
        {
            Variable mean = Slot(variable, "average_gradient");
            mean.Assign(Rho * mean.Read() + (1 - Rho) * gradient);
            spread = velocity - Ops.Square(mean);
        }

        KerasTensor change = learningRate * gradient / Ops.Sqrt(spread + Epsilon);
        if (Momentum > 0)
        {
            Variable m = Slot(variable, "momentum");
            m.Assign(Momentum * m.Read() + change);
            change = m;
        }

        variable.Assign(variable - change);
    }
}
