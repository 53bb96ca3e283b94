using System.Globalization;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet.Training;

/// <summary>The one loop: epochs of batches, validation, callbacks, cancellation; whatever the engine and the data.</summary>
internal sealed class TrainingLoop(Trainer trainer, Callback[] callbacks, TrainingProgress progress) : IResumable
{
    private const string LoopPart = "loop";
    private const string EpochName = "epoch";
    private const string StepName = "step";

    private readonly Logs _batchLogs = new(logs => trainer.Report(logs));
    private readonly BackupAndRestore? _backup = callbacks.OfType<BackupAndRestore>().FirstOrDefault();

    // Where training stands: what comes next, and the data that it comes from.
    private Logs _logs = [];
    private BatchSource? _source;
    private int _epoch;
    private int _step;
    private int _orderEpoch;
    private bool _startAnew = true;
    private long _seed;

    /// <summary>Where the random order of each epoch starts; null to keep the order.</summary>
    internal long? OrderSeed { get; init; }

    internal int? StepsPerEpoch { get; init; }

    private int StepsPerExecution => trainer.Arguments.StepsPerExecution;

    internal BatchSource? Validation { get; init; }

    internal int? ValidationSteps { get; init; }

    internal required ValidationFrequency ValidationFrequency { get; init; }

    /// <summary>The epoch and the step in it at which a run stood.</summary>
    internal static (int Epoch, int Step) PlaceOf(RunState state) => (state.Part(LoopPart).Keep(EpochName, 0), state.Part(LoopPart).Keep(StepName, 0));

    /// <summary>Trains from one epoch to before another. Returns false if it was cancelled.</summary>
    internal bool Run(BatchSource source, int firstEpoch, int epochs, CancellationToken cancellation)
    {
        (_source, _seed, progress.Run) = (source, OrderSeed ?? 0, this);
        _backup?.Open();
        Each(static (callback, _) => callback.OnTrainBegin(), 0);
        _epoch = progress.ResumedEpoch ?? firstEpoch;

        // In the middle of an epoch the hooks of its begin have their say once more, and only then everything is as it was. A run that starts is saved at once: where its
        // seeds are drawn, they could not be had again.
        bool goesOn = _backup?.ResumedStep > 0;
        bool isRestored = !goesOn && _backup?.Restore() == true;
        bool isOver = isRestored && progress.StopTraining;
        if (!goesOn && !isRestored)
            _backup?.Save(_epoch, 0);
        for (; _epoch < epochs && !isOver; _epoch++)
        {
            trainer.ResetMetrics();
            foreach (Callback callback in callbacks)
                callback.OnEpochBegin(_epoch);
            if (goesOn)
                _backup!.Restore();
            else
                StartEpoch(source);
            _startAnew = RunEpoch(source, isStopped: goesOn && progress.StopTraining, cancellation);
            goesOn = false;
            if (cancellation.IsCancellationRequested || !EndEpoch(cancellation))
                break;
        }

        progress.IsCancelled = cancellation.IsCancellationRequested;
        trainer.Optimizer.FinalizeVariableValues();
        foreach (Callback callback in callbacks)
            callback.OnTrainEnd(_logs);
        return !cancellation.IsCancellationRequested;
    }

    /// <summary>Notes where training stands and all that it depends on, or goes there.</summary>
    public void KeepState(RunState state)
    {
        RunState loop = state.Part(LoopPart);
        loop.Same("order", OrderSeed is null ? "kept" : "shuffled", "the orders of the samples");
        loop.Same("steps", StepsPerEpoch?.ToString(CultureInfo.InvariantCulture) ?? "all", "the steps of an epoch");
        (_epoch, _step) = (loop.Keep(EpochName, _epoch), loop.Keep(StepName, _step));
        (_orderEpoch, _startAnew, _seed) = (loop.Keep("order_epoch", _orderEpoch), loop.Keep("start_anew", _startAnew), loop.Keep("seed", _seed));
        _source!.KeepState(state.Part("data"), Order());
        Validation?.KeepState(state.Part("validation"), null);
        trainer.KeepState(state);
        RandomSource.KeepState(state.Part("random"));
        progress.StopTraining = loop.Keep("stop", progress.StopTraining);
        progress.Steps = (int?)loop.Keep("steps_known", (double?)progress.Steps);
        _logs.KeepState(loop.Part("logs"));
        Dictionary<Type, int> counts = [];
        foreach (Callback callback in callbacks)
        {
            int count = counts[callback.GetType()] = counts.GetValueOrDefault(callback.GetType()) + 1;
            callback.KeepState(state.Part($"callbacks/{callback.GetType().Name}_{count}"));
        }
    }

    /// <summary>Measures the model on some data and adds the results to the logs.</summary>
    internal void Evaluate(BatchSource source, int? steps, string prefix, Logs logs, CancellationToken cancellation)
    {
        trainer.ResetMetrics();
        Each(static (callback, _) => callback.OnTestBegin(), 0);
        source.Start(null);
        int step = 0;
        while ((steps is null || step < steps) && !cancellation.IsCancellationRequested && source.Next() is { } batch)
        {
            Each(static (callback, at) => callback.OnTestBatchBegin(at), step);
            int done = RunSteps(StepMode.Test, source, batch, step, steps);
            foreach (Callback callback in callbacks)
                callback.OnTestBatchEnd(LastStep(step), _batchLogs);
            step += done;
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

    private RandomStream? Order() => OrderSeed is null ? null : new RandomStream(_seed, (ulong)_orderEpoch);

    private void StartEpoch(BatchSource source)
    {
        _step = 0;
        if (!_startAnew && !source.IsExhausted)
            return;
        _orderEpoch = _epoch;
        source.Start(Order());
    }

    /// <summary>What comes after the steps of an epoch; returns whether another epoch may follow.</summary>
    private bool EndEpoch(CancellationToken cancellation)
    {
        Logs logs = [];
        trainer.Report(logs);
        if (Validation is not null && ValidationFrequency.Includes(_epoch))
            Evaluate(Validation, ValidationSteps, Logs.ValidationPrefix, logs, cancellation);
        if (cancellation.IsCancellationRequested)
            return false;
        _logs = logs.Sorted();
        foreach (Callback callback in callbacks)
            callback.OnEpochEnd(_epoch, _logs);
        if (_backup is { IsDue: true })
        {
            // A run that goes on from here begins with the epoch after this one.
            int epoch = _epoch;
            (_epoch, _step) = (epoch + 1, 0);
            _backup.Save();
            _epoch = epoch;
        }

        return !progress.StopTraining;
    }

    /// <summary>The steps of an epoch, from where it stands; returns whether the next one starts anew instead of going on in the data.</summary>
    private bool RunEpoch(BatchSource source, bool isStopped, CancellationToken cancellation)
    {
        while (!isStopped && (StepsPerEpoch is null || _step < StepsPerEpoch))
        {
            if (cancellation.IsCancellationRequested)
            {
                if (_step > 0)
                    _backup?.Save(_epoch, _step - 1);
                break;
            }

            if (source.Next() is not { } batch)
            {
                if (StepsPerEpoch is not null)
                    Messages.Warn($"The data ran out after {_step} of {StepsPerEpoch} steps of the epoch; the next epoch starts from the first batch again.");
                else
                    progress.Steps ??= _step;
                return true;
            }

            Each(static (callback, at) => callback.OnTrainBatchBegin(at), _step);
            int done = RunSteps(StepMode.Train, source, batch, _step, StepsPerEpoch);
            foreach (Callback callback in callbacks)
                callback.OnTrainBatchEnd(LastStep(_step), _batchLogs);
            _step += done;
            if (_backup is { IsDue: true })
                _backup.Save();

            // Asked for here and not before the step: as in Keras, one step runs even if a callback stops training at its begin.
            isStopped = progress.StopTraining;
        }

        return StepsPerEpoch is null;
    }

    /// <summary>The steps between two hooks; returns how many there were, fewer where the data or the epoch ended.</summary>
    private int RunSteps(StepMode mode, BatchSource source, Batch first, int step, int? steps)
    {
        int done = 0;
        for (Batch? batch = first; batch is not null; batch = done < StepsPerExecution && (steps is null || step + done < steps) ? source.Next() : null)
        {
            if (mode == StepMode.Train)
                foreach (Callback callback in callbacks)
                    callback.OnTrainBatchData(step + done, batch.Writable);
            trainer.Run(mode, batch);
            done++;
        }

        _batchLogs.Invalidate();
        return done;
    }

    /// <summary>The number that the hook after some steps gets, as in Keras: that of the last of them, whether or not the data had so many.</summary>
    private int LastStep(int first) => first + StepsPerExecution - 1;

    private void Each(Action<Callback, int> hook, int step)
    {
        foreach (Callback callback in callbacks)
            hook(callback, step);
    }
}
