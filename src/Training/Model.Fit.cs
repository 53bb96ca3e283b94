using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Reporting;
using KerasNet.Training;

namespace KerasNet;

public partial class Model
{
    private const int DefaultBatchSize = 32;

    /// <summary>Trains the model for a number of epochs and returns what was logged.</summary>
    /// <param name="x">The data of the inputs: arrays or tensors whose first axis counts samples; several in order or by input name.</param>
    /// <param name="y">The targets of the outputs.</param>
    /// <param name="batchSize">Samples per step. Keras' default: 32.</param>
    /// <param name="epochs">The number of the epoch after the last one, counted from 0.</param>
    /// <param name="verbose">0 silent, 1 a progress bar (one line per epoch where the output is no terminal), 2 one line per epoch.</param>
    /// <param name="callbacks">What watches the run, in order.</param>
    /// <param name="validationSplit">The part of the data, 0 to 1, that is held back for validation: the last rows, taken before any shuffling.</param>
    /// <param name="validationData">Data to validate on; wins over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether samples are put in random order each epoch; <c>"batch"</c> shuffles whole batches.</param>
    /// <param name="classWeight">A weight per class for the loss, 1 where missing; for a single output, without sample weights.</param>
    /// <param name="sampleWeight">A weight per sample, (n) or (n, t), for the loss and the weighted metrics.</param>
    /// <param name="initialEpoch">The first epoch, counted from 0: training goes on from there.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch; the next goes on where the last one stopped. All data if not given.</param>
    /// <param name="validationSteps">Steps of a validation. All data if not given.</param>
    /// <param name="validationBatchSize">Samples per step of a validation; <paramref name="batchSize"/> if not given.</param>
    /// <param name="validationFreq">After which epochs to validate: every n-th, or a list counted from 1. Every one if not given.</param>
    /// <param name="validationSampleWeight">Sample weights of <paramref name="validationData"/>.</param>
    /// <param name="cancellationToken">Ends training after the current batch. The weights stay, the end-of-training hooks run, and <see cref="History.WasCancelled"/> says so.</param>
    /// <exception cref="ArgumentException">The arguments do not fit each other or the model.</exception>
    /// <exception cref="InvalidOperationException">The model has not been compiled.</exception>
    public History Fit(
        DataArrays x,
        DataArrays? y = null,
        int? batchSize = null,
        int epochs = 1,
        int verbose = 1,
        IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0,
        (DataArrays X, DataArrays Y)? validationData = null,
        Shuffle? shuffle = null,
        IReadOnlyDictionary<int, double>? classWeight = null,
        DataArrays? sampleWeight = null,
        int initialEpoch = 0,
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        int? validationBatchSize = null,
        ValidationFrequency? validationFreq = null,
        DataArrays? validationSampleWeight = null,
        CancellationToken cancellationToken = default)
    {
        _ = Trainer;
        Prepare(x);
        int rows = batchSize ?? DefaultBatchSize;
        (Range training, Range held) = Split(x.Samples, validationData is null ? validationSplit : 0);
        DataArray[] inputs = Given(x);
        DataArray[] targets = Targets(y);
        DataArray[] weights = Weigh(targets, classWeight, sampleWeight);
        Shuffle order = shuffle ?? true;
        ArraySource source = new(inputs, targets, weights, rows, training) { ShuffleBatches = order.Batches };
        ArraySource? validation =
            validationData is { } data ? new ArraySource(Given(data.X), Targets(data.Y), SampleWeights(validationSampleWeight), validationBatchSize ?? rows)
            : validationSplit > 0 ? new ArraySource(inputs, targets, sampleWeight is null ? [] : weights, validationBatchSize ?? rows, held)
            : null;
        FitArguments arguments = new(epochs, verbose, callbacks, initialEpoch, stepsPerEpoch, validationSteps, validationFreq ?? 1);
        return Train(source, validation, order.Samples || order.Batches, arguments, cancellationToken);
    }

    /// <summary>Trains on a thread of the pool and reports each epoch; the arguments are those of Fit.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets of the outputs.</param>
    /// <param name="batchSize">Samples per step; 32 if not given.</param>
    /// <param name="epochs">The number of the epoch after the last one, counted from 0.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="verbose">0 silent (the default here), 1 a progress bar, 2 one line per epoch.</param>
    /// <param name="callbacks">What watches the run, in order. They run on the training thread.</param>
    /// <param name="validationSplit">The part of the data, 0 to 1, that is held back for validation.</param>
    /// <param name="validationData">Data to validate on.</param>
    /// <param name="shuffle">Whether samples are put in random order each epoch.</param>
    /// <param name="classWeight">A weight per class for the loss.</param>
    /// <param name="sampleWeight">A weight per sample for the loss and the weighted metrics.</param>
    /// <param name="initialEpoch">The first epoch, counted from 0.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="validationSteps">Steps of a validation.</param>
    /// <param name="validationBatchSize">Samples per step of a validation.</param>
    /// <param name="validationFreq">After which epochs to validate.</param>
    /// <param name="validationSampleWeight">Sample weights of <paramref name="validationData"/>.</param>
    /// <param name="cancellationToken">Ends training after the current batch; the task completes with the history so far.</param>
    public Task<History> FitAsync(
        DataArrays x,
        DataArrays? y = null,
        int? batchSize = null,
        int epochs = 1,
        IProgress<EpochReport>? progress = null,
        int verbose = 0,
        IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0,
        (DataArrays X, DataArrays Y)? validationData = null,
        Shuffle? shuffle = null,
        IReadOnlyDictionary<int, double>? classWeight = null,
        DataArrays? sampleWeight = null,
        int initialEpoch = 0,
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        int? validationBatchSize = null,
        ValidationFrequency? validationFreq = null,
        DataArrays? validationSampleWeight = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(
            () => Fit(
                x, y, batchSize, epochs, verbose, Reporting(callbacks, progress, epochs), validationSplit, validationData, shuffle, classWeight, sampleWeight, initialEpoch,
                stepsPerEpoch, validationSteps, validationBatchSize, validationFreq, validationSampleWeight, cancellationToken),
            CancellationToken.None);

    /// <summary>Trains on one batch, as given, and returns the loss and metrics of that batch.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets of the outputs.</param>
    /// <param name="sampleWeight">A weight per sample.</param>
    /// <param name="classWeight">A weight per class.</param>
    public Logs TrainOnBatch(DataArrays x, DataArrays? y = null, DataArrays? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null) =>
        RunOnBatch(StepMode.Train, x, y, sampleWeight, classWeight);

    /// <summary>Measures the model on one batch without training it.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets of the outputs.</param>
    /// <param name="sampleWeight">A weight per sample.</param>
    public Logs TestOnBatch(DataArrays x, DataArrays? y = null, DataArrays? sampleWeight = null) => RunOnBatch(StepMode.Test, x, y, sampleWeight, null);

    private static IReadOnlyList<Callback> Reporting(IReadOnlyList<Callback>? callbacks, IProgress<EpochReport>? progress, int epochs) => progress is null
        ? callbacks ?? []
        : [.. callbacks ?? [], new LambdaCallback(onEpochEnd: (epoch, logs) => progress.Report(new EpochReport(epoch, epochs, new Logs(logs))))];

    private History Train(BatchSource source, BatchSource? validation, bool shuffle, FitArguments arguments, CancellationToken cancellationToken)
    {
        Trainer trainer = Trainer;
        arguments.Check();
        History history = new();
        List<Callback> all = [.. arguments.Callbacks ?? [], history];
        if (arguments.Verbose > 0 && !all.Exists(callback => callback is ProgressBar))
            all.Add(new ProgressBar());
        TrainingProgress progress = new(trainer, arguments.Epochs, arguments.StepsPerEpoch ?? source.Steps, arguments.Verbose)
        {
            Owner = this,
            LogNames = LogNames(source, validation is not null, arguments.Callbacks),
            Facts = new FitFacts(trainer, source, validation, shuffle, arguments),
        };
        foreach (Callback callback in all)
            callback.Attach(progress);

        if (CheckBackups(all))
            _ = trainer.NamesFor(source);
        long seed = RandomSource.NextSeed();
        TrainingLoop loop = new(trainer, [.. all], progress)
        {
            OrderSeed = shuffle ? seed : null,
            StepsPerEpoch = arguments.StepsPerEpoch,
            Validation = validation,
            ValidationSteps = arguments.ValidationSteps,
            ValidationFrequency = arguments.ValidationFrequency,
        };
        history.WasCancelled = !loop.Run(source, arguments.InitialEpoch, arguments.Epochs, cancellationToken);
        return history;
    }

    private Logs RunOnBatch(StepMode mode, DataArrays x, DataArrays? y, DataArrays? sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        Trainer trainer = Trainer;
        Prepare(x);
        DataArray[] targets = Targets(y);
        ArraySource source = new(Given(x), targets, Weigh(targets, classWeight, sampleWeight), x.Samples);
        trainer.ResetMetrics();
        trainer.Run(mode, source.Next()!);
        Logs logs = [];
        trainer.Report(logs);
        return logs;
    }

    private static (Range Training, Range Held) Split(int samples, double validationSplit)
    {
        if (validationSplit is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationSplit), validationSplit, "validationSplit must be at least 0 and below 1.");
        int split = (int)Math.Floor(samples * (1 - validationSplit));
        if (validationSplit > 0 && (split == 0 || split == samples))
            throw new ArgumentException($"validationSplit {validationSplit} of {samples} samples leaves {split} to train on and {samples - split} to validate on: both must have at least one.");
        return (..split, split..);
    }

    /// <summary>The data of the program's inputs: what the layers that work on data make of the model's, where there are some.</summary>
    private DataArray[] Given(DataArrays x) => x.InOrder(InputNames, "input") is var inputs && Stage is { } stage ? stage.Run(inputs) : inputs;

    private DataArray[] Targets(DataArrays? y)
    {
        if (y is null)
            return [];
        Trainer.CheckArguments();
        string[] needed = [.. OutputNames.Where((_, i) => Trainer.Losses?.Has(i) ?? true)];
        return y.Count == needed.Length ? y.InOrder(needed, "output") : y.InOrder(OutputNames, "output");
    }

    /// <summary>Sample weights in the order of the outputs; one array counts for all.</summary>
    private DataArray[] SampleWeights(DataArrays? sampleWeight) =>
        sampleWeight is null ? [] : sampleWeight.Count == 1 ? [.. sampleWeight] : sampleWeight.InOrder(OutputNames, "output");

    private DataArray[] Weigh(DataArray[] targets, IReadOnlyDictionary<int, double>? classWeight, DataArrays? sampleWeight)
    {
        if (classWeight is null)
            return SampleWeights(sampleWeight);
        if (sampleWeight is not null)
            throw new ArgumentException("Pass either classWeight or sampleWeight, not both.");
        return targets.Length == 1
            ? [ClassWeights.ToSampleWeights(targets[0], classWeight)]
            : throw new ArgumentException($"classWeight needs a model with a single output. This one has targets for {targets.Length}.");
    }

    /// <summary>Whether the run is saved; the first step is traced then, because it says what there is to save.</summary>
    /// <exception cref="ArgumentException">It would be saved into several folders.</exception>
    private static bool CheckBackups(List<Callback> callbacks) => callbacks.Count(callback => callback is BackupAndRestore) switch
    {
        0 => false,
        1 => true,
        _ => throw new ArgumentException("A run goes on from one backup: pass one BackupAndRestore, with doubleCheckpoint if two files shall be kept."),
    };

    /// <summary>The names an epoch will log, where only our own callbacks add to them.</summary>
    private HashSet<string>? LogNames(BatchSource source, bool validates, IReadOnlyList<Callback>? callbacks)
    {
        if (callbacks?.Any(callback => callback.GetType().Assembly != typeof(Callback).Assembly) ?? false)
            return null;
        IReadOnlyList<string> names = Trainer.NamesFor(source);
        return [.. names, .. validates ? names.Select(name => Logs.ValidationPrefix + name) : [], "learning_rate"];
    }
}

/// <summary>What FitAsync tells after an epoch.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Epochs">The number of epochs asked for.</param>
/// <param name="Logs">Its results.</param>
public sealed record EpochReport(int Epoch, int Epochs, Logs Logs);
