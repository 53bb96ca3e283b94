namespace KerasNet.Optimizers;

/// <summary>Follow the regularized leader: keeps weights at exactly 0 where L1 asks for it.</summary>
/// <remarks>
/// <para>With p the (negative) power: g′ = g + 2·shrinkage·v; n′ = n + g²; z ← z + g′ − (n′^−p − n^−p)·v / lr; v ← (clip(z, ±l1) − z) / (n′^−p / lr + 2·(l2 + beta / (2·lr))); n ← n′.</para>
/// <para>Slots: accumulator and linear, interleaved per weight.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="learningRatePower">How the rate falls with the sum of squares, 0 or less; 0 keeps it.</param>
/// <param name="initialAccumulatorValue">What the sums of squares start from, 0 or more.</param>
/// <param name="l1RegularizationStrength">L1 penalty, 0 or more.</param>
/// <param name="l2RegularizationStrength">L2 penalty, 0 or more.</param>
/// <param name="l2ShrinkageRegularizationStrength">L2 penalty that acts on the gradient, 0 or more.</param>
/// <param name="beta">Lowers the rate at first, 0 or more.</param>
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
public sealed class Ftrl(
    LearningRate? learningRate = null,
    double learningRatePower = -0.5,
    double initialAccumulatorValue = 0.1,
    double l1RegularizationStrength = 0,
    double l2RegularizationStrength = 0,
    double l2ShrinkageRegularizationStrength = 0,
    double beta = 0,
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
    /// <summary>How the rate falls with the sum of squares, 0 or less; 0 keeps it.</summary>
    /// <value>Default: -0.5.</value>
    public double LearningRatePower { get; } = CheckedPower(learningRatePower);

    /// <summary>What the sums of squares start from, 0 or more.</summary>
    /// <value>Default: 0.1.</value>
    public double InitialAccumulatorValue { get; } = initialAccumulatorValue;

    /// <summary>L1 penalty, 0 or more.</summary>
    /// <value>Default: 0.</value>
    public double L1RegularizationStrength { get; } = l1RegularizationStrength;

    /// <summary>L2 penalty, 0 or more.</summary>
    /// <value>Default: 0.</value>
    public double L2RegularizationStrength { get; } = l2RegularizationStrength;

    /// <summary>L2 penalty that acts on the gradient, 0 or more.</summary>
    /// <value>Default: 0.</value>
    public double L2ShrinkageRegularizationStrength { get; } = l2ShrinkageRegularizationStrength;

    /// <summary>Lowers the rate at first, 0 or more.</summary>
    /// <value>Default: 0.</value>
    public double Beta { get; } = beta;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddSlot(variable, "accumulator", InitialAccumulatorValue);
            AddSlot(variable, "linear");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable squares = Slot(variable, "accumulator");
        Variable linear = Slot(variable, "linear");
        KerasTensor before = Ops.Power(squares, -LearningRatePower);
        squares.Assign(squares + Ops.Square(gradient));
        KerasTensor after = Ops.Power(squares, -LearningRatePower);
        KerasTensor shrunk = L2ShrinkageRegularizationStrength == 0 ? gradient : gradient + 2 * L2ShrinkageRegularizationStrength * variable.Read();
        linear.Assign(linear + shrunk - (after - before) / learningRate * variable);
        KerasTensor quadratic = after / learningRate + 2 * (L2RegularizationStrength + Beta / (2 * learningRate));
        variable.Assign((Ops.Clip(linear, -L1RegularizationStrength, L1RegularizationStrength) - linear) / quadratic);
    }

    private static double CheckedPower(double power) => power <= 0
        ? power
        : throw new ArgumentOutOfRangeException(nameof(learningRatePower), power, "The power must be 0 or less.");
}
