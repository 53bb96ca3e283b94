namespace KerasNet.Optimizers;

/// <summary>Changes weights so that the loss falls. The update is part of the traced training step.</summary>
/// <remarks>
/// <para>
/// One step: weights without a gradient are left alone; gradients are divided by the loss scale; accumulated, if asked for; clipped; weights decay
/// (v ← v − v·weightDecay·learningRate, biases too, unless excluded); the update; moving averages; constraints; iterations + 1.
/// </para>
/// <para>
/// Names convert by themselves: <c>Compile("adam", …)</c>. One of your own overrides <see cref="BuildSlots"/> to make state with <see cref="AddSlot"/>, and
/// <see cref="UpdateStep"/>.
/// </para>
/// </remarks>
public abstract partial class Optimizer
{
    private readonly LearningRateSchedule? _schedule;
    private readonly Variable _iterations;

    /// <summary>Sets up an optimizer.</summary>
    /// <param name="learningRate">How far one step goes: a number or a schedule.</param>
    /// <param name="weightDecay">The share of each weight, times the learning rate, that is taken away in each step.</param>
    /// <param name="clipnorm">Each gradient is shortened to this norm. 0 means off.</param>
    /// <param name="clipvalue">Each number of a gradient is limited to ± this. 0 means off.</param>
    /// <param name="globalClipnorm">All gradients together are shortened to this norm. 0 means off.</param>
    /// <param name="useEma">Whether moving averages of the weights are kept; they take the weights' place when training ends.</param>
    /// <param name="emaMomentum">How slowly averages follow, 0 to 1: avg ← m·avg + (1 − m)·v.</param>
    /// <param name="emaOverwriteFrequency">After so many steps the averages are written into the weights; only at the end if not given.</param>
    /// <param name="lossScaleFactor">The loss is multiplied and gradients are divided by it.</param>
    /// <param name="gradientAccumulationSteps">So many steps (2 or more) are averaged to one update.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or more than one way to clip is given.</exception>
    protected Optimizer(
        LearningRate learningRate,
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
    {
        if (new[] { clipnorm, clipvalue, globalClipnorm }.Count(clip => clip is not null) > 1)
            throw new ArgumentException($"Only one of clipnorm, clipvalue and globalClipnorm can be given. Received: clipnorm {clipnorm}, clipvalue {clipvalue}, globalClipnorm {globalClipnorm}.");
        if (useEma)
            _ = Checks.Fraction(emaMomentum);
        if (emaOverwriteFrequency is < 1)
            throw new ArgumentOutOfRangeException(nameof(emaOverwriteFrequency), emaOverwriteFrequency, "The averages can be written into the weights after 1 step or more.");
        if (gradientAccumulationSteps is < 2)
            throw new ArgumentOutOfRangeException(nameof(gradientAccumulationSteps), gradientAccumulationSteps, "Gradients can be accumulated over 2 steps or more; leave it out for none.");
        ArgumentNullException.ThrowIfNull(learningRate);

        WeightDecay = weightDecay;
        Clipnorm = clipnorm;
        Clipvalue = clipvalue;
        GlobalClipnorm = globalClipnorm;
        UseEma = useEma;
        EmaMomentum = emaMomentum;
        EmaOverwriteFrequency = emaOverwriteFrequency;
        LossScaleFactor = lossScaleFactor;
        GradientAccumulationSteps = gradientAccumulationSteps;
        Name = name ?? Naming.Auto(GetType());

        _schedule = learningRate.Schedule;
        _iterations = new Variable(new TensorData(Shape.Scalar, DType.Int64), "iteration", trainable: false, Name);
        if (_schedule is null)
        {
            LearningRateVariable = new Variable(new TensorData(Shape.Scalar, DType.Float32), "learning_rate", trainable: false, Name);
            LearningRateVariable.Fill(learningRate.Value);
        }
    }

    /// <summary>The optimizer's name, which its variables' paths start with.</summary>
    public string Name { get; }

    /// <summary>How far one step goes. A number can be set at any time, without a new trace; it is kept in float32.</summary>
    /// <exception cref="InvalidOperationException">Setting, where the optimizer has a schedule; or setting a schedule.</exception>
    public virtual LearningRate LearningRate
    {
        get => _schedule is null ? LearningRateVariable!.Value.GetDouble(0) : _schedule;
        set
        {
            if (_schedule is not null)
                throw new InvalidOperationException($"The learning rate of optimizer '{Name}' follows {_schedule}, so it cannot be set. Make the optimizer with a number instead.");
            if (value.Schedule is not null)
                throw new InvalidOperationException($"The learning rate of optimizer '{Name}' is a number. Pass the schedule {value} where the optimizer is made.");
            LearningRateVariable!.Fill(value.Value);
        }
    }

    /// <summary>The share of each weight, times the learning rate, that is taken away in each step.</summary>
    /// <value>Default: none.</value>
    public double? WeightDecay { get; }

    /// <summary>Each gradient is shortened to this norm: g·c / max(‖g‖, c).</summary>
    /// <value>Default: none.</value>
    public double? Clipnorm { get; }

    /// <summary>Each number of a gradient is limited to ± this.</summary>
    /// <value>Default: none.</value>
    public double? Clipvalue { get; }

    /// <summary>All gradients together are shortened to this norm. If their norm is not finite, all become NaN.</summary>
    /// <value>Default: none.</value>
    public double? GlobalClipnorm { get; }

    /// <summary>Whether moving averages of the weights are kept.</summary>
    /// <value>Default: false.</value>
    public bool UseEma { get; }

    /// <summary>How slowly averages follow the weights: avg ← m·avg + (1 − m)·v; the first step sets avg = v.</summary>
    /// <value>Default: 0.99.</value>
    public double EmaMomentum { get; }

    /// <summary>After so many steps the averages are written into the weights.</summary>
    /// <value>Default: none, only when training ends.</value>
    public int? EmaOverwriteFrequency { get; }

    /// <summary>The loss is multiplied and gradients are divided by it.</summary>
    /// <value>Default: none.</value>
    public double? LossScaleFactor { get; }

    /// <summary>So many steps are averaged to one update.</summary>
    /// <value>Default: none.</value>
    public int? GradientAccumulationSteps { get; }

    /// <summary>How many times the optimizer was called (int64 scalar).</summary>
    public virtual Variable Iterations => _iterations;

    /// <summary>The learning rate that the program reads (float32 scalar); null with a schedule.</summary>
    public Variable? LearningRateVariable { get; }

    /// <summary>Whether the slots have been made.</summary>
    public bool Built { get; private set; }

    /// <summary>All state in the order of Keras' files: iteration, learning rate (unless a schedule), averages, accumulators, slots.</summary>
    public virtual IReadOnlyList<Variable> Variables =>
        [_iterations, .. LearningRateVariable is null ? Array.Empty<Variable>() : [LearningRateVariable], .. _averages, .. _accumulators, .. _slots];

    /// <summary>The optimizer with this name, in any mixture of cases, and its default arguments.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator Optimizer(string name) => OptimizerNames.Create(name);

    /// <summary>The loss as it has to be differentiated: times the loss scale.</summary>
    public virtual KerasTensor ScaleLoss(KerasTensor loss) => LossScaleFactor is { } scale ? loss * scale : loss;

    /// <summary>Writes the moving averages into the weights, if there are any: the end of training.</summary>
    public virtual void FinalizeVariableValues()
    {
        foreach ((Variable weight, Variable average) in Averaged())
            weight.Value = average.Value;
    }

    /// <summary>Whether <see cref="SwapAverages"/> can be called.</summary>
    internal virtual bool HasAverages => UseEma;

    /// <summary>Exchanges the weights with their moving averages.</summary>
    internal virtual void SwapAverages()
    {
        foreach ((Variable weight, Variable average) in Averaged())
        {
            TensorData old = weight.Value.Clone();
            weight.Value = average.Value;
            average.Value = old;
        }
    }

    /// <summary>Makes the weights of now their own averages.</summary>
    internal virtual void TakeAverages()
    {
        foreach ((Variable weight, Variable average) in Averaged())
            average.Value = weight.Value;
    }

    /// <summary>Leaves weights out of the decay. To be called before the optimizer is built.</summary>
    /// <param name="varList">Weights.</param>
    /// <param name="varNames">Regular expressions that are searched in the paths and in the names of weights, for example <c>^bias</c>.</param>
    /// <exception cref="InvalidOperationException">The optimizer has been built.</exception>
    public void ExcludeFromWeightDecay(IEnumerable<Variable>? varList = null, IEnumerable<string>? varNames = null)
    {
        if (Built)
            throw new InvalidOperationException($"Optimizer '{Name}' is built already; exclude weights from the decay before training starts.");
        _undecayed.UnionWith(varList ?? []);
        _undecayedNames.AddRange(varNames ?? []);
    }

    /// <summary>Weights with their averages; none before the first step, when the averages are still zeros.</summary>
    private IEnumerable<(Variable Weight, Variable Average)> Averaged() => _iterations.Value.GetDouble(0) > 0 ? _trained.Zip(_averages) : [];

    /// <summary>The learning rate of this step, a float32 scalar. Inside a trace.</summary>
    private KerasTensor CurrentLearningRate() => _schedule is null ? LearningRateVariable! : _schedule.Call(Ops.Cast(_iterations, DType.Float32));
}
