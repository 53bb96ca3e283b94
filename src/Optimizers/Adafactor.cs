namespace KerasNet.Optimizers;

/// <summary>Adam without momentum whose mean squares of matrices are kept as rows and columns: much less memory.</summary>
/// <remarks>
/// <para>β = 1 − t^beta2Decay; α = max(epsilon2, rms(v))·min(lr, 1/√t). Rank 2 and more: r, c = running means of g² + epsilon1 over the last and the last but one axis, s = (r / mean r)·c; else s = the running mean itself. u = g / √s; v ← v − α·u / max(1, rms(u) / clipThreshold).</para>
/// <para>Slots per weight: r, c (integer scalars where they are not used) and velocity.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="beta2Decay">How the memory grows with the steps, below 0.</param>
/// <param name="epsilon1">Added to squared gradients.</param>
/// <param name="epsilon2">The least size that weights are taken to have.</param>
/// <param name="clipThreshold">Updates of a larger root mean square are shortened to it.</param>
/// <param name="relativeStep">Whether the rate is at most 1/√t.</param>
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
public sealed class Adafactor(
    LearningRate? learningRate = null,
    double beta2Decay = -0.8,
    double epsilon1 = 1e-30,
    double epsilon2 = 1e-3,
    double clipThreshold = 1,
    bool relativeStep = true,
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
    /// <summary>How the memory grows with the steps, below 0.</summary>
    /// <value>Default: -0.8.</value>
    public double Beta2Decay { get; } = beta2Decay;

    /// <summary>Added to squared gradients.</summary>
    /// <value>Default: 1e-30.</value>
    public double Epsilon1 { get; } = epsilon1;

    /// <summary>The least size that weights are taken to have.</summary>
    /// <value>Default: 1e-3.</value>
    public double Epsilon2 { get; } = epsilon2;

    /// <summary>Updates of a larger root mean square are shortened to it.</summary>
    /// <value>Default: 1.</value>
    public double ClipThreshold { get; } = clipThreshold;

    /// <summary>Whether the rate is at most 1/√t.</summary>
    /// <value>Default: true.</value>
    public bool RelativeStep { get; } = relativeStep;

    private readonly Dictionary<Variable, (Variable Rows, Variable Columns)> _factors = [];
    private KerasTensor? _rate, _memory;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            Shape shape = variable.Shape;
            _factors[variable] = shape.Rank < 2
                ? (AddVariable(variable.Name, Shape.Scalar, 0, DType.Int32), AddVariable(variable.Name, Shape.Scalar, 0, DType.Int32))
                : (AddVariable(variable.Name, shape[..^1]), AddVariable(variable.Name, Shape.Of([.. shape[..^2], shape[^1]])));
            AddSlot(variable, "velocity");
        }
    }

    /// <inheritdoc/>
    protected override void PrepareStep(KerasTensor learningRate)
    {
        // Relative steps limit the rate to 1/√t, which the step does in any case.
        _rate = Ops.Minimum(learningRate, 1 / Ops.Sqrt(Step));
        _memory = 1 - Ops.Power(Step, Beta2Decay);
    }

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable s = Slot(variable, "velocity");
        KerasTensor squares = Ops.Square(gradient) + Epsilon1;
        if (variable.Shape.Rank < 2)
        {
            s.Assign(_memory! * s + (1 - _memory!) * squares);
        }
        else
        {
            (Variable rows, Variable columns) = _factors[variable];
            rows.Assign(_memory! * rows + (1 - _memory!) * Ops.Mean(squares, [-1]));
            columns.Assign(_memory! * columns + (1 - _memory!) * Ops.Mean(squares, [-2]));
            s.Assign(Ops.ExpandDims(rows / Ops.Mean(rows, [-1], keepDims: true), -1) * Ops.ExpandDims(columns, -2));
        }

        KerasTensor update = gradient / Ops.Sqrt(s);
        KerasTensor size = Ops.Maximum(RootMeanSquare(variable), Epsilon2) * _rate!;
        variable.Assign(variable - size * update / Ops.Maximum(RootMeanSquare(update) / ClipThreshold, 1));
    }

    private static KerasTensor RootMeanSquare(KerasTensor x) => Ops.Sqrt(Ops.Mean(Ops.Square(x)));
}
