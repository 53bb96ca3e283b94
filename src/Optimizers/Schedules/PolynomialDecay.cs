namespace KerasNet.Optimizers;

/// <summary>(initial − end)·(1 − step / decaySteps)^power + end.</summary>
/// <remarks>After the decay the rate stays at its end; with <c>cycle</c> it starts again with a decay that is as many times as long as needed.</remarks>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">The length of the decay in steps, above 0.</param>
/// <param name="endLearningRate">The rate when the decay is over.</param>
/// <param name="power">1 is a straight line.</param>
/// <param name="cycle">Whether the decay starts again.</param>
/// <param name="name">A name.</param>
public sealed class PolynomialDecay(double initialLearningRate, double decaySteps, double endLearningRate = 0.0001, double power = 1, bool cycle = false, string name = "PolynomialDecay")
    : LearningRateSchedule(name)
{
    /// <summary>The rate at step 0.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The length of the decay in steps, above 0.</summary>
    public double DecaySteps { get; } = Checks.Positive(decaySteps);

    /// <summary>The rate when the decay is over.</summary>
    /// <value>Default: 0.0001.</value>
    public double EndLearningRate { get; } = endLearningRate;

    /// <summary>1 is a straight line.</summary>
    /// <value>Default: 1.</value>
    public double Power { get; } = power;

    /// <summary>Whether the decay starts again.</summary>
    /// <value>Default: false.</value>
    public bool Cycle { get; } = cycle;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor step)
    {
        KerasTensor length = Ops.Scalar(DecaySteps);
        if (Cycle)
            length *= Ops.Where(Ops.Equal(step, 0), Ops.Scalar(1), Ops.Ceil(step / length));
        else
            step = Ops.Minimum(step, length);
        return (InitialLearningRate - EndLearningRate) * Ops.Power(1 - step / length, Ops.Scalar(Power)) + EndLearningRate;
    }
}
