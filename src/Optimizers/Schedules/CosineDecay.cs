namespace KerasNet.Optimizers;

/// <summary>A half cosine from the rate at the start down to alpha times that rate, after a straight warm-up if asked for.</summary>
/// <remarks>initial·((1 − alpha)·½(1 + cos(π·step / decaySteps)) + alpha). With a warm-up the rate goes from initial to warmupTarget over warmupSteps, and the cosine starts there and then.</remarks>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">The length of the decay in steps, above 0.</param>
/// <param name="alpha">The rate at the end, as a share of that at the start.</param>
/// <param name="warmupTarget">The rate at the end of the warm-up; without it there is none.</param>
/// <param name="warmupSteps">The length of the warm-up in steps.</param>
/// <param name="name">A name.</param>
public sealed class CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null, double warmupSteps = 0, string name = "CosineDecay")
    : LearningRateSchedule(name)
{
    /// <summary>The rate at step 0.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The length of the decay in steps, above 0.</summary>
    public double DecaySteps { get; } = Checks.Positive(decaySteps);

    /// <summary>The rate at the end, as a share of that at the start.</summary>
    /// <value>Default: 0.</value>
    public double Alpha { get; } = alpha;

    /// <summary>The rate at the end of the warm-up; without it there is none.</summary>
    /// <value>Default: null.</value>
    public double? WarmupTarget { get; } = warmupTarget;

    /// <summary>The length of the warm-up in steps.</summary>
    /// <value>Default: 0.</value>
    public double WarmupSteps { get; } = warmupSteps;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor step)
    {
        if (WarmupTarget is not { } target)
            return Decayed(Ops.Minimum(step, DecaySteps), InitialLearningRate);
        step = Ops.Minimum(step, DecaySteps + WarmupSteps);
        KerasTensor warming = (target - InitialLearningRate) * (step / WarmupSteps) + InitialLearningRate;
        return Ops.Where(Ops.Less(step, WarmupSteps), warming, Decayed(step - WarmupSteps, target));
    }

    private KerasTensor Decayed(KerasTensor step, double from) => from * ((1 - Alpha) * (0.5 * (1 + Ops.Cos(Math.PI * (step / DecaySteps)))) + Alpha);
}
