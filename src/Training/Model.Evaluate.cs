using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Optimizers;
using KerasNet.Training;

namespace KerasNet;

public partial class Model
{
    /// <summary>Measures the model on some data and returns the loss and metrics by name.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets of the outputs.</param>
    /// <param name="batchSize">Samples per step; 32 if not given.</param>
    /// <param name="verbose">0 silent, 1 a progress bar (one line where the output is no terminal), 2 one line.</param>
    /// <param name="sampleWeight">A weight per sample for the loss and the weighted metrics.</param>
    /// <param name="steps">How many batches; all if not given.</param>
    /// <param name="callbacks">What watches the run.</param>
    /// <param name="cancellationToken">Ends the evaluation after the current batch.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Logs Evaluate(
        DataArrays x,
        DataArrays? y = null,
        int? batchSize = null,
        int verbose = 1,
        DataArrays? sampleWeight = null,
        int? steps = null,
        IReadOnlyList<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
    {
        _ = Trainer;
        Prepare(x);
        return Measure(new ArraySource(Given(x), Targets(y), SampleWeights(sampleWeight), batchSize ?? DefaultBatchSize), verbose, steps, callbacks, cancellationToken);
    }

    /// <summary>The output of a model with a single output, for all samples.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="batchSize">Samples per step; 32 if not given. Fewer samples run in one step, straight from the array.</param>
    /// <param name="steps">How many batches; all if not given.</param>
    /// <param name="callbacks">What watches the run.</param>
    /// <param name="cancellationToken">Ends the prediction after the current batch.</param>
    /// <returns>A tensor whose first axis counts the samples.</returns>
    /// <remarks>Needs no compilation, and may be called from many threads at once.</remarks>
    /// <exception cref="InvalidOperationException">The model has several outputs: use <see cref="PredictAll(DataArrays, int?, int?, IReadOnlyList{Callback}?, CancellationToken)"/>.</exception>
    public Tensor<float> Predict(
        DataArrays x, int? batchSize = null, int? steps = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Single(PredictAll(x, batchSize, steps, callbacks, cancellationToken));

    /// <summary>The outputs of the model, in order, for all samples.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="batchSize">Samples per step; 32 if not given.</param>
    /// <param name="steps">How many batches; all if not given.</param>
    /// <param name="callbacks">What watches the run.</param>
    /// <param name="cancellationToken">Ends the prediction after the current batch.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Tensor<float>[] PredictAll(
        DataArrays x, int? batchSize = null, int? steps = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        Prepare(x);
        Predictor predictor = new(Predictions, Given(x), batchSize ?? DefaultBatchSize, steps);
        if (callbacks is { Count: > 0 })
            Watch(predictor, callbacks, cancellationToken);
        else
            predictor.Run(cancellationToken);
        return predictor.Results;
    }

    /// <summary>The outputs of the model by their names, for all samples.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="batchSize">Samples per step; 32 if not given.</param>
    /// <param name="cancellationToken">Ends the prediction after the current batch.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyDictionary<string, Tensor<float>> PredictByName(DataArrays x, int? batchSize = null, CancellationToken cancellationToken = default)
    {
        Tensor<float>[] outputs = PredictAll(x, batchSize, cancellationToken: cancellationToken);
        return OutputNames.Zip(outputs).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The outputs for one batch, as given. Keras' predict_on_batch.</summary>
    public Tensor<float>[] PredictOnBatch(DataArrays x) => PredictAll(x, Math.Max(1, x.Samples));

    /// <summary>Predicts samples as they come: batches of <paramref name="batchSize"/> are filled from the stream, and outputs come back one by one, in order.</summary>
    /// <param name="samples">Samples without the batch axis.</param>
    /// <param name="batchSize">Samples per step.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<Tensor<float>> PredictAsync(
        IAsyncEnumerable<float[]> samples,
        int batchSize = DefaultBatchSize,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (float[][] chunk in Chunks(samples, batchSize, cancellationToken))
        {
            Shape shape = Inputs.Count == 1 && Inputs[0].Shape[1..].IsKnown ? Inputs[0].Shape.With(0, chunk.Length) : [chunk.Length, chunk[0].Length];
            Tensor<float> outputs = Predict(DataArray.Of(chunk.SelectMany(sample => sample).ToArray(), shape), batchSize, cancellationToken: cancellationToken);
            int rowLength = (int)outputs.FlattenedLength / chunk.Length;
            float[] flat = outputs.ToArray();
            for (int i = 0; i < chunk.Length; i++)
                yield return Tensor.Create(flat[(i * rowLength)..((i + 1) * rowLength)], [.. outputs.Lengths[1..]]);
        }
    }

    private Tensor<float> Single(Tensor<float>[] outputs) =>
        outputs.Length == 1
            ? outputs[0]
            : throw new InvalidOperationException($"Model '{Name}' has {outputs.Length} outputs ({string.Join(", ", OutputNames)}). Use {nameof(PredictAll)}.");

    private Logs Measure(BatchSource source, int verbose, int? steps, IReadOnlyList<Callback>? callbacks, CancellationToken cancellationToken)
    {
        Callback[] all = verbose > 0 && !(callbacks?.Any(callback => callback is ProgressBar) ?? false) ? [.. callbacks ?? [], new ProgressBar()] : [.. callbacks ?? []];
        TrainingProgress progress = new(Trainer, 1, steps ?? source.Steps, verbose) { Owner = this };
        foreach (Callback callback in all)
            callback.Attach(progress);
        Logs logs = [];
        new TrainingLoop(Trainer, all, progress) { ValidationFrequency = 1 }.Evaluate(source, steps, "", logs, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return logs;
    }

    private void Watch(Predictor predictor, IReadOnlyList<Callback> callbacks, CancellationToken cancellationToken)
    {
        Trainer trainer = _trainer ?? new Trainer(this, new CompileArguments(new RMSprop(), null, null, null, null, null, Engine.Cpu.CpuBackend.Instance));

        // A bar is shown where one is among the callbacks: Predict adds none.
        TrainingProgress progress = new(trainer, 1, predictor.Steps, verbose: 1) { Owner = this };
        foreach (Callback callback in callbacks)
            callback.Attach(progress);
        foreach (Callback callback in callbacks)
            callback.OnPredictBegin();
        for (int step = 0; step < predictor.Steps; step++)
        {
            foreach (Callback callback in callbacks)
                callback.OnPredictBatchBegin(step);
            predictor.RunStep(step, cancellationToken);
            foreach (Callback callback in callbacks)
                callback.OnPredictBatchEnd(step);
        }

        foreach (Callback callback in callbacks)
            callback.OnPredictEnd();
    }

    private StepCache Predictions
    {
        get
        {
            if (_predictor is { } known)
                return known;
            lock (_predictorLock)
                return _predictor ??= new StepCache(TracePrediction);
        }
    }

    private Step TracePrediction(StepMode mode, TensorType[] inputs, int inputCount, int targetCount)
    {
        using Trace trace = new();
        KerasTensor[] fed = [.. inputs.Select((type, i) => Ops.Input(type.Shape, type.DType, Computed.InputNames.ElementAtOrDefault(i) ?? "x"))];
        KerasTensor[] outputs = [.. Computed.Invoke(fed, new CallContext()).Select(output => Ops.Cast(output, DType.Float32))];
        return new Step(mode, inputs, (_trainer?.Arguments.Backend ?? Engine.Cpu.CpuBackend.Instance).Compile(new Program(fed, outputs, trace.Assignments)), outputs);
    }

    private static async IAsyncEnumerable<float[][]> Chunks(IAsyncEnumerable<float[]> samples, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<float[]> chunk = [];
        await foreach (float[] sample in samples.WithCancellation(cancellationToken))
        {
            chunk.Add(sample);
            if (chunk.Count == size)
            {
                yield return [.. chunk];
                chunk.Clear();
            }
        }

        if (chunk.Count > 0)
            yield return [.. chunk];
    }
}
