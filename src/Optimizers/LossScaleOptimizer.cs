namespace KerasNet.Optimizers;

/// <summary>Wraps an optimizer: the loss is multiplied by a scale that is as large as the gradients allow, so that small ones do not vanish.</summary>
/// <remarks>
/// Gradients are divided by the scale. If one is not finite, the step is left out and the scale halved; after enough good steps in a row it is doubled.
/// State: iteration and learning rate (unused), step_counter, dynamic_scale; then the inner optimizer's.
/// </remarks>
public sealed class LossScaleOptimizer : Optimizer
{
    private readonly Variable _counter;
    private readonly Variable _scale;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="innerOptimizer">What makes the steps.</param>
    /// <param name="initialScale">The scale at first, above 0.</param>
    /// <param name="dynamicGrowthSteps">After so many good steps in a row the scale is doubled.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public LossScaleOptimizer(Optimizer innerOptimizer, double initialScale = 32768, int dynamicGrowthSteps = 2000, string? name = null)
        : base(0.0, name: name)
    {
        InnerOptimizer = innerOptimizer;
        InitialScale = Checks.Positive(initialScale);
        DynamicGrowthSteps = dynamicGrowthSteps;
        _counter = AddVariable("step_counter", Shape.Scalar, 0, DType.Int64);
        _scale = AddVariable("dynamic_scale", Shape.Scalar, initialScale);
    }

    /// <summary>What makes the steps.</summary>
    public Optimizer InnerOptimizer { get; }

    /// <summary>The scale at first.</summary>
    /// <value>Default: 32768.</value>
    public double InitialScale { get; }

    /// <summary>After so many good steps in a row the scale is doubled.</summary>
    /// <value>Default: 2000.</value>
    public int DynamicGrowthSteps { get; }

    /// <summary>How many steps the inner optimizer has made.</summary>
    public override Variable Iterations => InnerOptimizer.Iterations;

    /// <summary>The inner optimizer's learning rate.</summary>
    public override LearningRate LearningRate
    {
        get => InnerOptimizer.LearningRate;
        set => InnerOptimizer.LearningRate = value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Variable> Variables => [.. base.Variables, .. InnerOptimizer.Variables];

    /// <inheritdoc/>
    public override KerasTensor ScaleLoss(KerasTensor loss) => loss * Trace.Current switch
    {
        null => Ops.Scalar(_scale.Value.GetDouble(0)),
        _ => _scale.Read(),
    };

    /// <inheritdoc/>
    public override void FinalizeVariableValues() => InnerOptimizer.FinalizeVariableValues();

    internal override bool HasAverages => InnerOptimizer.HasAverages;

    internal override void SwapAverages() => InnerOptimizer.SwapAverages();

    internal override void TakeAverages() => InnerOptimizer.TakeAverages();

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<(KerasTensor? Gradient, Variable Variable)> gradients, Func<Variable, Constraint?>? constraint = null)
    {
        if (!Built)
            Build([.. gradients.Select(pair => pair.Variable)]);
        KerasTensor finite = gradients
            .Where(pair => pair.Gradient is not null)
            .Select(pair => Ops.All(Ops.IsFinite(pair.Gradient!)))
            .Aggregate(Ops.Cast(Ops.Scalar(1), DType.Bool), Ops.LogicalAnd);

        KerasTensor scale = _scale;
        When(
            finite,
            [.. gradients.Select(pair => pair.Variable), .. InnerOptimizer.Variables],
            () => InnerOptimizer.Apply([.. gradients.Select(pair => (pair.Gradient is null ? null : pair.Gradient / scale, pair.Variable))], constraint));

        KerasTensor grows = Ops.Equal(_counter, DynamicGrowthSteps - 1);
        KerasTensor zero = Ops.Scalar(0, DType.Int64);
        _scale.Assign(Ops.Where(finite, Ops.Where(grows, scale * 2, scale), scale / 2));
        _counter.Assign(Ops.Where(finite, Ops.Where(grows, zero, _counter.Read() + 1), zero));
    }

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables) => InnerOptimizer.Build(variables);

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate) =>
        throw new InvalidOperationException("The inner optimizer makes the steps.");
}
