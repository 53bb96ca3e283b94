namespace KerasNet.Optimizers;

/// <summary>Divides a running mean of the gradient by the root of a running mean of its squares.</summary>
/// <remarks>
/// <para>α = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ); m ← m + (g − m)(1 − β₁); s ← s + (g² − s)(1 − β₂); v ← v − α·m / (√s + epsilon). Epsilon is added to the uncorrected root.</para>
/// <para>Slots: momentum and velocity, interleaved per weight; then all velocity_hat with amsgrad.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="beta1">How slowly the mean of the gradients follows them, 0 to 1.</param>
/// <param name="beta2">How slowly the mean of their squares follows them, 0 to 1.</param>
/// <param name="epsilon">Keeps the divisor above 0.</param>
/// <param name="amsgrad">Whether the largest mean square so far takes the place of the current one.</param>
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
public class Adam(
    LearningRate? learningRate = null,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-7,
    bool amsgrad = false,
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

    /// <summary>Whether the largest mean square so far takes the place of the current one.</summary>
    /// <value>Default: false.</value>
    public bool Amsgrad { get; } = amsgrad;

    private KerasTensor? _alpha;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddSlot(variable, "momentum");
            AddSlot(variable, "velocity");
        }

        if (Amsgrad)
            foreach (Variable variable in variables)
                AddSlot(variable, "velocity_hat");
    }

    /// <inheritdoc/>
    protected override void PrepareStep(KerasTensor learningRate) =>
        _alpha = learningRate * Ops.Sqrt(1 - Ops.Power(Ops.Scalar(Beta2), Step)) / (1 - Ops.Power(Ops.Scalar(Beta1), Step));

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable m = Slot(variable, "momentum");
        Variable s = Slot(variable, "velocity");
        m.Assign(m + (gradient - m) * (1 - Beta1));
        s.Assign(s + (Ops.Square(gradient) - s) * (1 - Beta2));
        if (Amsgrad)
        {
            Variable largest = Slot(variable, "velocity_hat");
            largest.Assign(Ops.Maximum(largest, s));
            s = largest;
        }

        variable.Assign(variable - m * _alpha! / (Ops.Sqrt(s) + Epsilon));
    }
}
