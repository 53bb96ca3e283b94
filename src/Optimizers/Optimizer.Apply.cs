namespace KerasNet.Optimizers;

public abstract partial class Optimizer
{
    private KerasTensor? _step;

    /// <summary>The number of this update as a float32 scalar, from 1. Inside <see cref="UpdateStep"/>.</summary>
    protected KerasTensor Step => _step ?? throw new InvalidOperationException("The step has a number only while an optimizer is applied.");

    /// <summary>Gives all weights their new values when the program that is being traced runs.</summary>
    /// <param name="gradients">The weights with their gradients; null where the loss does not depend on a weight, which is then left alone.</param>
    /// <param name="constraint">The constraint of a weight, if any.</param>
    /// <exception cref="InvalidOperationException">There is no gradient at all.</exception>
    /// <exception cref="ShapeException">A gradient does not have the shape of its weight.</exception>
    public virtual void Apply(IReadOnlyList<(KerasTensor? Gradient, Variable Variable)> gradients, Func<Variable, Constraint?>? constraint = null)
    {
        if (!Built)
            Build([.. gradients.Select(pair => pair.Variable)]);
        List<(KerasTensor Gradient, Variable Variable)> present = Present(gradients);
        if (LossScaleFactor is { } scale)
            present = [.. present.Select(pair => (pair.Gradient / scale, pair.Variable))];

        KerasTensor updates = Updates();
        _step = Ops.Cast(updates + 1, DType.Float32);
        if (GradientAccumulationSteps is { } steps)
            Accumulate(present, steps);
        else
            Update(present);
        if (UseEma)
            Average(updates);
        _step = null;

        foreach ((_, Variable variable) in present)
            if (constraint?.Invoke(variable) is { } limit)
                variable.Assign(limit.Call(variable));
        _iterations.Assign(_iterations.Read() + 1);
    }

    /// <summary>Computes what all weights share, once per step, before the first <see cref="UpdateStep"/>. Nothing, unless overridden.</summary>
    /// <param name="learningRate">The learning rate, a float32 scalar.</param>
    protected virtual void PrepareStep(KerasTensor learningRate)
    {
    }

    /// <summary>Gives one weight its new value. Runs inside a trace.</summary>
    /// <param name="gradient">The gradient, of the weight's shape.</param>
    /// <param name="variable">The weight.</param>
    /// <param name="learningRate">The learning rate, a float32 scalar.</param>
    protected abstract void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate);

    /// <summary>The weight decay of one weight.</summary>
    private protected virtual double? DecayOf(Variable variable) => WeightDecay;

    /// <summary>Decays the weights that shall: v ← v − v·weightDecay·learningRate.</summary>
    private void Decay(IEnumerable<Variable> variables, KerasTensor learningRate)
    {
        foreach (Variable variable in variables.Where(Decays))
            if (DecayOf(variable) is { } decay && decay != 0)
                variable.Assign(variable - variable * (decay * learningRate));
    }

    /// <summary>1 − β worked out in float32, as Keras does where it converts β first.</summary>
    private protected static double OneMinus(double beta) => 1f - (float)beta;

    /// <summary>Runs an update whose new values only count where a condition holds.</summary>
    /// <param name="condition">A bool scalar.</param>
    /// <param name="touched">All variables that the update may change.</param>
    /// <param name="update">The update.</param>
    private protected static void When(KerasTensor condition, IEnumerable<Variable> touched, Action update)
    {
        (Variable Variable, KerasTensor Before)[] before = [.. touched.Select(variable => (variable, variable.Read()))];
        update();
        foreach ((Variable variable, KerasTensor old) in before)
            if (variable.Read() is { } changed && changed != old)
                variable.Assign(Ops.Where(condition, changed, old));
    }

    private List<(KerasTensor Gradient, Variable Variable)> Present(IReadOnlyList<(KerasTensor? Gradient, Variable Variable)> gradients)
    {
        List<(KerasTensor Gradient, Variable Variable)> present = [];
        foreach ((KerasTensor? gradient, Variable variable) in gradients)
        {
            if (gradient is null)
                continue;
            if (gradient.Shape != variable.Shape)
                throw new ShapeException($"The weight '{variable.Path}' has the shape {variable.Shape}. Received a gradient of shape {gradient.Shape}.");
            present.Add((gradient, variable));
        }

        return present.Count > 0
            ? present
            : throw new InvalidOperationException("No gradient reaches any weight: the loss does not depend on them. Check that the loss uses the model's output and that some layer is trainable.");
    }

    /// <summary>How many updates have been made: calls, divided by the steps that are accumulated.</summary>
    private KerasTensor Updates()
    {
        KerasTensor calls = _iterations;
        return GradientAccumulationSteps is { } steps
            ? Ops.Cast(Ops.Floor(Ops.Cast(calls, DType.Float64) / steps), DType.Int64)
            : calls;
    }

    private void Update(List<(KerasTensor Gradient, Variable Variable)> gradients)
    {
        KerasTensor learningRate = CurrentLearningRate();
        gradients = Clip(gradients);
        Decay(gradients.Select(pair => pair.Variable), learningRate);
        PrepareStep(learningRate);
        foreach ((KerasTensor gradient, Variable variable) in gradients)
            UpdateStep(gradient, variable, learningRate);
    }

    private void Accumulate(List<(KerasTensor Gradient, Variable Variable)> gradients, int steps)
    {
        KerasTensor acting = Ops.Equal(Ops.Mod(_iterations.Read() + 1, Ops.Scalar(steps, DType.Int64)), 0);
        Variable AccumulatorOf(Variable variable) => _accumulators[_trained.IndexOf(variable)];
        List<(KerasTensor Gradient, Variable Variable)> sums = [.. gradients.Select(pair => (pair.Gradient + AccumulatorOf(pair.Variable), pair.Variable))];
        When(acting, [.. gradients.Select(pair => pair.Variable), .. _slots], () => Update([.. sums.Select(pair => (pair.Gradient / steps, pair.Variable))]));
        foreach ((KerasTensor sum, Variable variable) in sums)
            AccumulatorOf(variable).Assign(Ops.Where(acting, Ops.Scalar(0, sum), sum));
    }

    private List<(KerasTensor Gradient, Variable Variable)> Clip(List<(KerasTensor Gradient, Variable Variable)> gradients)
    {
        if (Clipvalue is > 0 and double limit)
            return [.. gradients.Select(pair => (Ops.Clip(pair.Gradient, -limit, limit), pair.Variable))];
        if (Clipnorm is > 0 and double norm)
            return [.. gradients.Select(pair => (pair.Gradient * (norm / Ops.Maximum(Ops.Sqrt(Ops.Sum(Ops.Square(pair.Gradient))), norm)), pair.Variable))];
        if (GlobalClipnorm is not (> 0 and double joint))
            return gradients;

        KerasTensor together = Ops.Sqrt(gradients.Select(pair => Ops.Sum(Ops.Square(pair.Gradient))).Aggregate(static (a, b) => a + b));

        // ∞ − ∞ is NaN: a norm that is not finite shall not pass unnoticed.
        KerasTensor scale = joint * Ops.Minimum(1 / together, 1 / joint) + (together - together);
        return [.. gradients.Select(pair => (pair.Gradient * scale, pair.Variable))];
    }

    private void Average(KerasTensor updates)
    {
        KerasTensor momentum = Ops.Where(Ops.Equal(updates, 0), Ops.Scalar(0), Ops.Scalar(EmaMomentum));
        KerasTensor? overwrite = EmaOverwriteFrequency is { } steps ? Ops.Equal(Ops.Mod(updates + 1, Ops.Scalar(steps, DType.Int64)), 0) : null;
        for (int i = 0; i < _trained.Count; i++)
        {
            _averages[i].Assign(momentum * _averages[i] + (1 - momentum) * _trained[i]);
            if (overwrite is not null)
                _trained[i].Assign(Ops.Where(overwrite, _averages[i], _trained[i]));
        }
    }
}
