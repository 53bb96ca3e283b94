namespace KerasNet.Callbacks;

/// <summary>Watches training, and may stop or change it. Override the hooks you need.</summary>
/// <remarks>Epochs and batches count from 0. A callback that adds to the logs of an epoch is seen by those after it in the list.</remarks>
public abstract class Callback
{
    private TrainingProgress? _progress;

    /// <summary>The run that is being watched.</summary>
    /// <exception cref="InvalidOperationException">No run has begun.</exception>
    public TrainingProgress Progress => _progress ?? throw new InvalidOperationException($"{GetType().Name} is not attached to a run yet: Progress is there from OnTrainBegin on.");

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>After the last epoch; not called when training throws.</summary>
    /// <param name="logs">Those of the last epoch.</param>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>Before an epoch.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="logs">Results over the epoch; those of validation begin with <c>val_</c>.</param>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>Before a training step.</summary>
    public virtual void OnTrainBatchBegin(int batch)
    {
    }

    /// <summary>After <see cref="OnTrainBatchBegin"/>, before the training step: the numbers of the batch, which may be changed in place.</summary>
    /// <remarks>Called for the batches of Fit only, never for those of validation, evaluation or prediction. Keras has no such hook.</remarks>
    /// <param name="batch">The batch, from 0.</param>
    /// <param name="data">What the step is about to train on.</param>
    public virtual void OnTrainBatchData(int batch, TrainingBatch data)
    {
    }

    /// <summary>After a training step.</summary>
    /// <param name="batch">The batch, from 0.</param>
    /// <param name="logs">Running results of the epoch so far.</param>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before an evaluation, also the validation within Fit.</summary>
    public virtual void OnTestBegin()
    {
    }

    /// <summary>After an evaluation.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>Before a batch of an evaluation.</summary>
    public virtual void OnTestBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of an evaluation.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before a prediction.</summary>
    public virtual void OnPredictBegin()
    {
    }

    /// <summary>After a prediction.</summary>
    public virtual void OnPredictEnd()
    {
    }

    /// <summary>Before a batch of a prediction.</summary>
    public virtual void OnPredictBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of a prediction.</summary>
    public virtual void OnPredictBatchEnd(int batch)
    {
    }

    /// <summary>What the callback remembers from one hook to the next, for <see cref="BackupAndRestore"/>; put back after the hooks of a begin.</summary>
    /// <remarks>Nothing, unless overridden: <c>_best = state.Keep("best", _best);</c> serves both directions.</remarks>
    /// <param name="state">Notes what it is given, or gives back what was noted.</param>
    public virtual void KeepState(RunState state)
    {
    }

    /// <summary>Whether the run goes on from a backup.</summary>
    private protected bool GoesOn => _progress?.ResumedEpoch is not null;

    /// <summary>Attaches the callback to a run.</summary>
    internal void Attach(TrainingProgress progress) => _progress = progress;
}
