namespace KerasNet.Optimizers;

/// <summary>A half cosine down to alpha times the rate at the start, again and again.</summary>
/// <remarks>Each period is tMul times as long and starts mMul times as high as the one before (Loshchilov and Hutter, 2016).</remarks>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="firstDecaySteps">The length of the first period in steps, above 0.</param>
/// <param name="tMul">How much longer each period is.</param>
/// <param name="mMul">How much higher each period starts.</param>
/// <param name="alpha">The rate at the end of a period, as a share of the initial one.</param>
/// <param name="name">A name.</param>
public sealed class CosineDecayRestarts(double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0, string name = "SGDRDecay")
    : LearningRateSchedule(name)
{
    /// <summary>The rate at step 0.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The length of the first period in steps, above 0.</summary>
    public double FirstDecaySteps { get; } = Checks.Positive(firstDecaySteps);

    /// <summary>How much longer each period is.</summary>
    /// <value>Default: 2.</value>
    public double TMul { get; } = tMul;

    /// <summary>How much higher each period starts.</summary>
    /// <value>Default: 1.</value>
    public double MMul { get; } = mMul;

    /// <summary>The rate at the end of a period, as a share of the initial one.</summary>
    /// <value>Default: 0.</value>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor step)
    {
        KerasTensor done = step / FirstDecaySteps;
        KerasTensor restarts;
        if (TMul == 1)
        {
            restarts = Ops.Floor(done);
            done -= restarts;
        }
        else
        {
            // After i periods of a geometric series (1 − tⁱ) / (1 − t) first periods are over.
            restarts = Ops.Floor(Ops.Log(1 - done * (1 - TMul)) / Ops.Log(Ops.Scalar(TMul)));
            KerasTensor longer = Ops.Power(Ops.Scalar(TMul), restarts);
            done = (done - (1 - longer) / (1 - TMul)) / longer;
        }

        KerasTensor height = 0.5 * Ops.Power(Ops.Scalar(MMul), restarts) * (1 + Ops.Cos(Math.PI * done));
        return InitialLearningRate * ((1 - Alpha) * height + Alpha);
    }
}
