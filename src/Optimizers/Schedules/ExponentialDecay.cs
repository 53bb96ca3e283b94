namespace KerasNet.Optimizers;

/// <summary>initial · decayRate^(step / decaySteps).</summary>
/// <remarks>With <c>staircase</c> the exponent is rounded down.</remarks>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">The length of the decay in steps, above 0.</param>
/// <param name="decayRate">What the rate changes by over the length of the decay.</param>
/// <param name="staircase">Whether the rate stays the same between whole multiples of the length.</param>
/// <param name="name">A name.</param>
public sealed class ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false, string name = "ExponentialDecay")
    : LearningRateSchedule(name)
{
    /// <summary>The rate at step 0.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The length of the decay in steps, above 0.</summary>
    public double DecaySteps { get; } = Checks.Positive(decaySteps);

    /// <summary>What the rate changes by over the length of the decay.</summary>
    public double DecayRate { get; } = decayRate;

    /// <summary>Whether the rate stays the same between whole multiples of the length.</summary>
    /// <value>Default: false.</value>
    public bool Staircase { get; } = staircase;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor step)
    {
        KerasTensor exponent = step / DecaySteps;
        return InitialLearningRate * Ops.Power(Ops.Scalar(DecayRate), Staircase ? Ops.Floor(exponent) : exponent);
    }
}
