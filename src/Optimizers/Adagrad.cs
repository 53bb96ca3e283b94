namespace KerasNet.Optimizers;

/// <summary>Divides the gradient by the root of the sum of all its squares so far.</summary>
/// <remarks>
/// <para>a ← a + g²; v ← v − lr·g / √(a + epsilon).</para>
/// <para>Slots: accumulator per weight.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="initialAccumulatorValue">What the sums start from, 0 or more.</param>
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
public sealed class Adagrad(
    LearningRate? learningRate = null,
    double initialAccumulatorValue = 0.1,
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
    /// <summary>What the sums start from, 0 or more.</summary>
    /// <value>Default: 0.1.</value>
    public double InitialAccumulatorValue { get; } = initialAccumulatorValue;

    /// <summary>Keeps the divisor above 0.</summary>
    /// <value>Default: 1e-7.</value>
    public double Epsilon { get; } = epsilon;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
            AddSlot(variable, "accumulator", InitialAccumulatorValue);
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable sum = Slot(variable, "accumulator");
        sum.Assign(sum + Ops.Square(gradient));
        variable.Assign(variable - learningRate * gradient / Ops.Sqrt(sum.Read() + Epsilon));
    }
}
