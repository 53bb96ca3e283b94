using KerasNet.Data;
using KerasNet.Engine.Cpu;
using KerasNet.Optimizers;
using KerasNet.Training;

namespace KerasNet;

public partial class Model
{
    private readonly Lock _predictorLock = new();
    private volatile Trainer? _trainer;
    private volatile StepCache? _predictor;

    /// <summary>The optimizer the model was compiled with.</summary>
    /// <exception cref="InvalidOperationException">The model has not been compiled.</exception>
    public Optimizer Optimizer => Trainer.Optimizer;

    /// <summary>Whether <c>Compile</c> has been called.</summary>
    public bool IsCompiled => _trainer is not null;

    internal Trainer Trainer => _trainer ?? throw new InvalidOperationException(
        $"Model '{Name}' has not been compiled. Call Compile(optimizer, loss) before training or evaluating it.");

    /// <summary>Drops the programs that were traced, because the layers have changed.</summary>
    private protected void ForgetPrograms()
    {
        _predictor = null;
        _trainer?.Forget();
    }

    /// <summary>Chooses how the model is trained and measured. Weights stay as they are; the optimizer starts fresh.</summary>
    /// <param name="optimizer">A name such as <c>"adam"</c>, or an object; RMSprop if not given.</param>
    /// <param name="loss">A name such as <c>"sparse_categorical_crossentropy"</c>, an object or function; several by order or output name for several outputs.</param>
    /// <param name="metrics">Names or objects; a list per output for several outputs. Sample weights do not touch them.</param>
    /// <param name="lossWeights">Factors of the outputs' losses, in order.</param>
    /// <param name="weightedMetrics">Metrics that sample weights and class weights do touch.</param>
    /// <param name="lossWeightsByName">Factors of the outputs' losses, by output name.</param>
    /// <param name="backend">The engine that runs the model; the embedded CPU engine if not given.</param>
    /// <param name="stepsPerExecution">After how many steps callbacks are called; each gets the number of the last of them.</param>
    /// <returns>The model, so that calls chain.</returns>
    /// <exception cref="ArgumentException">A name is unknown; the message lists the valid ones and the nearest.</exception>
    public Model Compile(
        Optimizer? optimizer = null,
        LossSet? loss = null,
        MetricSet? metrics = null,
        double[]? lossWeights = null,
        MetricSet? weightedMetrics = null,
        IReadOnlyDictionary<string, double>? lossWeightsByName = null,
        IBackend? backend = null,
        int stepsPerExecution = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerExecution, 1);
        Trainer trainer = new(this, new CompileArguments(
            optimizer ?? new RMSprop(), loss, lossWeights, lossWeightsByName, metrics, weightedMetrics, backend ?? CpuBackend.Instance, stepsPerExecution));
        if (OutputNames.Count > 0)
            trainer.CheckArguments();
        _trainer = trainer;
        _predictor = null;
        return this;
    }

    /// <summary>Builds a deferred model on the shapes of its first data. A model with a Call of its own also learns how many outputs it has.</summary>
    private void Prepare(DataArrays x)
    {
        if (Built && OutputNames.Count > 0)
            return;
        lock (_predictorLock)
        {
            if (this is Sequential sequential)
                sequential.FirstType = x[0].FedType;
            EnsureBuilt([.. x.Select(array => array.Shape.With(0, Shape.Unknown))]);
            if (OutputNames.Count > 0)
                return;
            TensorType[] outputs = SymbolicNode.Infer(
                [.. x.Select(array => KerasTensor.Symbol(array.Shape.With(0, Shape.Unknown), array.DType == DType.Float64 ? DType.Float32 : array.DType, null))],
                traced =>
                {
                    using Trace trace = new();
                    return Invoke(traced, new CallContext());
                });
            InputNames = x.Names ?? [.. x.Select((_, i) => $"input_{i + 1}")];
            OutputNames = [.. outputs.Select((_, i) => $"output_{i + 1}")];
        }
    }
}
