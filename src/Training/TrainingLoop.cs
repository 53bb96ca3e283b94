using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet.Training;

/// <summary>The one loop: epochs of batches, validation, callbacks, cancellation; whatever the engine and the data.</summary>
internal sealed class TrainingLoop(Trainer trainer, Callback[] callbacks, TrainingProgress progress)
{
    private readonly Logs _batchLogs = new(logs => trainer.Report(logs));

    /// <summary>The random numbers of an epoch's order; null to keep the order.</summary>
    internal required Func<int, RandomStream?> OrderOf { get; init; }

    internal int? StepsPerEpoch { get; init; }

    internal BatchSource? Validation { get; init; }

    internal int? ValidationSteps { get; init; }

    internal required ValidationFrequency ValidationFrequency { get; init; }

    /// <summary>Trains from one epoch to before another. Returns false if it was cancelled.</summary>
    internal bool Run(BatchSource source, int firstEpoch, int epochs, CancellationToken cancellation)
    {
        Logs logs = [];
        Each(static (callback, _) => callback.OnTrainBegin(), 0);
        bool startAnew = true;
        for (int epoch = firstEpoch; epoch < epochs; epoch++)
        {
            trainer.ResetMetrics();
            foreach (Callback callback in callbacks)
                callback.OnEpochBegin(epoch);
            if (startAnew || source.IsExhausted)
                source.Start(OrderOf(epoch));
            startAnew = RunEpoch(source, cancellation);
            if (cancellation.IsCancellationRequested)
                break;
            logs = [];
            trainer.Report(logs);
            if (Validation is not null && ValidationFrequency.Includes(epoch))
                Evaluate(Validation, ValidationSteps, Logs.ValidationPrefix, logs, cancellation);
            if (cancellation.IsCancellationRequested)
                break;
            logs = logs.Sorted();
            foreach (Callback callback in callbacks)
                callback.OnEpochEnd(epoch, logs);
            if (progress.StopTraining)
                break;
        }

        trainer.Optimizer.FinalizeVariableValues();
        foreach (Callback callback in callbacks)
            callback.OnTrainEnd(logs);
        return !cancellation.IsCancellationRequested;
    }

    /// <summary>Measures the model on some data and adds the results to the logs.</summary>
    internal void Evaluate(BatchSource source, int? steps, string prefix, Logs logs, CancellationToken cancellation)
    {
        trainer.ResetMetrics();
        Each(static (callback, _) => callback.OnTestBegin(), 0);
        source.Start(null);
        int step = 0;
        for (; (steps is null || step < steps) && !cancellation.IsCancellationRequested && source.Next() is { } batch; step++)
        {
            Each(static (callback, at) => callback.OnTestBatchBegin(at), step);
            trainer.Run(StepMode.Test, batch);
            _batchLogs.Invalidate();
            foreach (Callback callback in callbacks)
                callback.OnTestBatchEnd(step, _batchLogs);
        }

        source.End();
        if (steps > step && !cancellation.IsCancellationRequested)
            Messages.Warn($"The data ran out after {step} of {steps} evaluation steps.");
        Logs results = [];
        trainer.Report(results);
        foreach (Callback callback in callbacks)
            callback.OnTestEnd(results);
        foreach ((string name, double value) in results)
            logs[prefix + name] = value;
    }

    /// <summary>One epoch; returns whether the next one starts anew instead of going on in the data.</summary>
    private bool RunEpoch(BatchSource source, CancellationToken cancellation)
    {
        int step = 0;
        for (; (StepsPerEpoch is null || step < StepsPerEpoch) && !cancellation.IsCancellationRequested; step++)
        {
            if (source.Next() is not { } batch)
            {
                if (StepsPerEpoch is not null)
                    Messages.Warn($"The data ran out after {step} of {StepsPerEpoch} steps of the epoch; the next epoch starts from the first batch again.");
                else
                    progress.Steps ??= step;
                return true;
            }

            Each(static (callback, at) => callback.OnTrainBatchBegin(at), step);
            foreach (Callback callback in callbacks)
                callback.OnTrainBatchData(step, batch.Writable);
            trainer.Run(StepMode.Train, batch);
            _batchLogs.Invalidate();
            foreach (Callback callback in callbacks)
                callback.OnTrainBatchEnd(step, _batchLogs);

            // Asked for here and not before the step: as in Keras, one step runs even if a callback stops training at its begin.
            if (progress.StopTraining)
                break;
        }

        return StepsPerEpoch is null;
    }

    private void Each(Action<Callback, int> hook, int step)
    {
        foreach (Callback callback in callbacks)
            hook(callback, step);
    }
}
