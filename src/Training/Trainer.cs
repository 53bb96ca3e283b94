using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Metrics;
using KerasNet.Optimizers;
using KerasNet.Saving;

namespace KerasNet.Training;

/// <summary>What Compile makes of a model: optimizer, losses and metrics, and the traced programs of its steps.</summary>
internal sealed class Trainer : ITrained
{
    private readonly Model _model;
    private readonly StepCache _steps;
    private readonly RunningMean _loss = new("loss");
    private (string Name, TensorData Value)[] _results = [];
    private Step? _resultStep;

    internal Trainer(Model model, CompileArguments arguments)
    {
        _model = model;
        Arguments = arguments;
        Optimizer = arguments.Optimizer;
        _steps = new StepCache(Trace);
    }

    internal CompileArguments Arguments { get; }

    internal Optimizer Optimizer { get; }

    /// <summary>Losses and metrics by output; known once the model is built.</summary>
    internal CompiledLoss? Losses { get; private set; }

    internal CompiledMetrics? Metrics { get; private set; }

    double ITrained.LearningRate
    {
        get => Optimizer.LearningRate.Schedule is { } schedule ? Evaluate(() => schedule.Call(Ops.Cast(Optimizer.Iterations, DType.Float32))) : Optimizer.LearningRate.Value;
        set => Optimizer.LearningRate = value;
    }

    long ITrained.Iterations => (long)Optimizer.Iterations.Value.GetDouble(0);

    bool ITrained.HasAverages => Optimizer.HasAverages;

    /// <summary>Runs one step on a batch and gives its loss.</summary>
    internal double Run(StepMode mode, Batch batch) => _steps.For(mode, batch.Views, batch.Inputs.Length, batch.Targets.Length).Run(batch);

    /// <summary>Matches losses and metrics with the outputs of the model, which must be known.</summary>
    /// <exception cref="ArgumentException">Names or numbers do not fit the model's outputs.</exception>
    internal void CheckArguments()
    {
        Losses ??= Arguments.Loss is null ? null : new CompiledLoss(Arguments.Loss, Arguments.LossWeights, Arguments.LossWeightsByName, _model);
        Metrics ??= new CompiledMetrics(Arguments.Metrics, Arguments.WeightedMetrics, _model);
    }

    /// <summary>Forgets what was traced, because the model has changed.</summary>
    internal void Forget()
    {
        _steps.Clear();
        (Losses, Metrics, _resultStep) = (null, null, null);
    }

    /// <summary>Forgets the batches so far.</summary>
    internal void ResetMetrics()
    {
        _loss.Reset();
        foreach (RunningMean? tracker in Losses?.Trackers ?? [])
            tracker?.Reset();
        Metrics?.Reset();
    }

    /// <summary>Writes the running loss and metrics into logs, sorted by name as Keras logs them.</summary>
    internal void Report(Logs logs)
    {
        if (_resultStep is null)
            TraceResults();
        _resultStep!.RunOnce();
        foreach ((string name, TensorData value) in _results)
            if (value.Length == 1)
                logs[name] = value.GetDouble(0);
            else
                for (int i = 0; i < value.Length; i++)
                    logs[$"{name}[{i}]"] = value.GetDouble(i);
    }

    /// <summary>The names that an epoch on this data will log. Traces the first training step, which is then there for the epoch.</summary>
    internal IReadOnlyList<string> NamesFor(BatchSource source)
    {
        if (source.Peek() is not { } first)
            throw new ArgumentException("There is nothing to train on: the data has no batches.");
        _steps.For(StepMode.Train, first.Views, first.Inputs.Length, first.Targets.Length);
        if (_resultStep is null)
            TraceResults();
        return [.. _results.Select(result => result.Name)];
    }

    /// <summary>Compares what the model is made of with what it was.</summary>
    /// <exception cref="ArgumentException">It is another model, or its optimizer is another.</exception>
    internal static void KeepModel(RunState state, Model model)
    {
        state = state.Part("model");
        state.Same("weights", Types(model.Weights), "the model's weights");
        if (model.IsCompiled)
            state.Same("optimizer", $"{model.Optimizer.GetType().Name} with {model.Optimizer.Variables.Count} variables", "the optimizer's state");
    }

    /// <summary>
    /// Notes all that training changes and a file of weights does not hold, or takes it back: results of the epoch so far, random generators, states of recurrent layers.
    /// </summary>
    /// <remarks>What a traced step writes is the state, so that nothing can be forgotten. The first step must have been traced.</remarks>
    internal void KeepState(RunState state)
    {
        KeepModel(state, _model);
        HashSet<Variable> elsewhere = [.. StateTree.Of(_model).SelectMany(saved => saved.Variables)];
        Variable[] variables =
        [
            .. _steps.Known.Where(step => step.Mode == StepMode.Train).Reverse().SelectMany(step => step.Written)
                .Concat(_model.Weights).Concat(Optimizer.Variables).Distinct().Where(variable => !elsewhere.Contains(variable)),
        ];
        state = state.Part("variables");
        state.Same("types", Types(variables), "the states of metrics and layers");
        foreach ((int i, Variable variable) in variables.Index())
            if (state.Keep($"{i}", variable.Value) is { } kept)
                variable.Value = kept;
    }

    private static string Types(IEnumerable<Variable> variables) =>
        string.Join(", ", variables.Select(variable => $"{variable.Name} {variable.DType.KerasName()}{variable.Shape}"));

    IReadOnlyList<TensorData> ITrained.GetWeights() => [.. _model.Weights.Select(weight => weight.Value.Clone())];

    void ITrained.SetWeights(IReadOnlyList<TensorData> weights)
    {
        IReadOnlyList<Variable> variables = _model.Weights;
        for (int i = 0; i < variables.Count; i++)
            variables[i].Value = weights[i];
    }

    void ITrained.SwapAverages() => Optimizer.SwapAverages();

    void ITrained.TakeAverages() => Optimizer.TakeAverages();

    MetricDirection? ITrained.DirectionOf(string name)
    {
        name = Logs.WithoutPrefix(name);
        return name == "loss" || name.EndsWith("_loss", StringComparison.Ordinal)
            ? MetricDirection.Down
            : Metrics?.Named.FirstOrDefault(named => named.Name == name).Metric?.Direction;
    }

    /// <summary>Traces one step: forward, loss, metrics, and in training the gradients and the optimizer's updates, as one program.</summary>
    private Step Trace(StepMode mode, TensorType[] inputs, int inputCount, int targetCount)
    {
        bool training = mode == StepMode.Train;
        using Trace trace = new(training);
        KerasTensor[] fed = [.. inputs.Select((type, i) => Ops.Input(type.Shape, type.DType, Name(i)))];
        CallContext context = new(training);
        IReadOnlyList<KerasTensor> outputs = _model.Computed.Invoke(fed[..inputCount], context);
        CheckArguments();
        KerasTensor?[] targets = Targets(fed.AsSpan(inputCount, targetCount), outputs.Count);
        KerasTensor?[] weights = Weights(fed.AsSpan(inputCount + targetCount), outputs.Count);
        int batchSize = inputs[0].Shape[0];
        KerasTensor total = Total(targets, outputs, weights, context, batchSize);
        _loss.Update(total, batchSize);
        if (training && _model.TrainableWeights is { Count: > 0 } trainable)
        {
            KerasTensor?[] gradients = Gradient.Of(Optimizer.ScaleLoss(total), [.. trainable.Select(weight => weight.Read())]);
            Dictionary<Variable, Constraint> constraints = _model.ConstrainedWeights().ToDictionary(pair => pair.Variable, pair => pair.Constraint);
            Optimizer.Apply([.. gradients.Zip(trainable)], constraints.GetValueOrDefault);
        }
        else if (training)
            Messages.Warn($"Model '{_model.Name}' has no trainable weights: training changes nothing.");

        Metrics!.Update(targets, outputs, weights);
        return new Step(mode, inputs, Compile(new Program(fed, [total], trace.Assignments)), [total])
        {
            Written = [.. trace.Assignments.Select(update => update.Variable)],
        };

        string Name(int i) => i < inputCount ? _model.Computed.InputNames.ElementAtOrDefault(i) ?? "x" : i < inputCount + targetCount ? $"y{i - inputCount}" : $"weight{i - inputCount - targetCount}";
    }

    private KerasTensor Total(KerasTensor?[] targets, IReadOnlyList<KerasTensor> outputs, KerasTensor?[] weights, CallContext context, int batchSize)
    {
        KerasTensor? compiled = Losses?.Call(targets, outputs, weights, batchSize);
        KerasTensor[] terms = [.. compiled is null ? [] : new[] { compiled }, .. context.Losses.Select(loss => Ops.Sum(loss)), .. _model.WeightLosses().Select(loss => Ops.Sum(loss))];
        return terms.Length > 0
            ? terms.Aggregate((a, b) => a + b)
            : throw new InvalidOperationException($"Model '{_model.Name}' has nothing to minimize: pass a loss to Compile, or add one in a layer.");
    }

    /// <summary>Targets by output; where some outputs have no loss, targets may be given for the others only.</summary>
    private KerasTensor?[] Targets(ReadOnlySpan<KerasTensor> fed, int outputs)
    {
        KerasTensor?[] targets = new KerasTensor?[outputs];
        if (fed.Length == outputs)
            fed.CopyTo(targets!);
        else
            for (int i = 0, next = 0; i < outputs && next < fed.Length; i++)
                if (Losses?.Has(i) ?? true)
                    targets[i] = fed[next++];
        return targets;
    }

    /// <summary>Sample weights by output; the last serves the outputs after it, so that one serves all.</summary>
    private static KerasTensor?[] Weights(ReadOnlySpan<KerasTensor> fed, int outputs)
    {
        KerasTensor?[] weights = new KerasTensor?[outputs];
        for (int i = 0; i < outputs && fed.Length > 0; i++)
            weights[i] = fed[Math.Min(i, fed.Length - 1)];
        return weights;
    }

    private void TraceResults()
    {
        using Trace trace = new();

        // A metric that is called like a loss takes its place, as in Keras.
        SortedDictionary<string, KerasTensor> results = new(StringComparer.Ordinal) { ["loss"] = _loss.Result() };
        foreach (RunningMean tracker in (Losses?.Trackers ?? []).OfType<RunningMean>())
            results[tracker.Name] = tracker.Result();
        foreach ((string name, Metric metric) in Metrics?.Named ?? [])
            results[name] = metric.Result();
        KerasTensor[] values = [.. results.Values];
        _resultStep = new Step(StepMode.Test, [], Compile(new Program([], values)), values);
        _results = [.. results.Keys.Zip(_resultStep.Results)];
    }

    /// <summary>One number, computed now.</summary>
    private double Evaluate(Func<KerasTensor> expression)
    {
        using Trace trace = new();
        KerasTensor result = expression();
        Step step = new(StepMode.Test, [], Compile(new Program([], [result])), [result]);
        step.RunOnce();
        return step.Results[0].GetDouble(0);
    }

    private IExecutable Compile(Program program)
    {
#if DEBUG
        ProgramCheck.Verify(program);
#endif
        return Arguments.Backend.Compile(program);
    }
}
