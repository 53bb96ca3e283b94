using KerasNet.Training;

namespace KerasNet.Callbacks;

/// <summary>Saves a run again and again, so that it goes on exactly where it was when its program is started again after a crash.</summary>
/// <remarks>
/// <para><c>model.Fit(x, y, epochs: 100, callbacks: [new BackupAndRestore("backup", saveFreq: 500)])</c>: started again with the same model, data and arguments, Fit
/// goes on after the batch of the last backup. In the end weights, history and files of other callbacks are, bit for bit, those of a run that was not interrupted: a
/// backup holds the weights, the optimizer's state, the results of the epoch so far, the state of every random generator, the order of the data and the place in it, the seeds of
/// a <see cref="Dataset{T}"/>, and what callbacks remember (<see cref="Callback.KeepState"/>). More epochs than before may be asked for.</para>
/// <para>It cannot hold what it does not know: a generator of your own that is random must draw the same each time it is enumerated.</para>
/// <para>All is in one file, which is replaced only when the new one is complete, so a kill at any moment leaves a whole one. A folder of another model,
/// data or batch size is refused. When training is cancelled, its state of that moment is saved and kept. At its end the files are deleted, unless told otherwise.</para>
/// <para>The files are Keras' own, <c>latest.weights.h5</c> and <c>training_metadata.json</c>, and Keras can go on from them, and this from Keras': to
/// the epoch, as Keras keeps no more. Keras: <c>keras.callbacks.BackupAndRestore</c>.</para>
/// </remarks>
public sealed class BackupAndRestore : Callback
{
    private readonly BackupFolder _folder;
    private readonly SavePace _pace;
    private SavedRun? _saved;
    private TrainingProgress? _openedFor;
    private int _epoch;
    private (int Epoch, int Batch)? _due;

    /// <summary>Makes the callback.</summary>
    /// <param name="backupDir">The folder, of this run alone; it is made if need be.</param>
    /// <param name="saveFreq"><c>"epoch"</c> or after how many batches, counted across epochs; <c>"epoch"</c> if not given. The begin is saved in any case.</param>
    /// <param name="doubleCheckpoint">Whether the backup before the last is kept too, for the case that the disk damages the last.</param>
    /// <param name="deleteCheckpoint">Whether the files are deleted when training ends.</param>
    /// <exception cref="ArgumentException">The folder has no name.</exception>
    public BackupAndRestore(string backupDir, SaveFrequency saveFreq = default, bool doubleCheckpoint = false, bool deleteCheckpoint = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(backupDir);
        BackupDir = backupDir;
        SaveFreq = saveFreq;
        DoubleCheckpoint = doubleCheckpoint;
        DeleteCheckpoint = deleteCheckpoint;
        _folder = new BackupFolder(backupDir, doubleCheckpoint);
        _pace = new SavePace(saveFreq);
    }

    /// <summary>The folder.</summary>
    public string BackupDir { get; }

    /// <summary>How often it saves.</summary>
    /// <value>Default: after each epoch.</value>
    public SaveFrequency SaveFreq { get; }

    /// <summary>Whether the backup before the last is kept too.</summary>
    /// <value>Default: false.</value>
    public bool DoubleCheckpoint { get; }

    /// <summary>Whether the files are deleted when training ends.</summary>
    /// <value>Default: true.</value>
    public bool DeleteCheckpoint { get; }

    /// <inheritdoc/>
    /// <exception cref="IOException">The backup is damaged, and there is none before it.</exception>
    /// <exception cref="ArgumentException">The backup is of another model.</exception>
    public override void OnTrainBegin()
    {
        Open();

        // What else the backup holds is put back, and with it the model, when the other callbacks have begun.
        if (_saved is not null && (Progress.Run is null || _saved.State is null))
            _saved.RestoreModel(Progress.Model);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (_pace.IsDue(batch))
            _due = (_epoch, batch);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        _epoch = epoch + 1;
        if (_pace.IsByEpoch)
            _due = (_epoch, 0);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        (_saved, _due) = (null, null);
        if (DeleteCheckpoint && !Progress.IsCancelled)
            _folder.Delete();
    }

    /// <inheritdoc/>
    public override void KeepState(RunState state) => _pace.KeepState(state);

    /// <summary>The step of the epoch with which a run goes on; 0 where it goes on with a whole epoch, or starts anew.</summary>
    internal int ResumedStep => _saved?.Step ?? 0;

    /// <summary>Whether a hook found that it is time to save. It is done when all callbacks have seen the batch or the epoch, so that none misses it later.</summary>
    internal bool IsDue => _due is not null;

    /// <summary>Looks for a backup, before the hooks of the other callbacks: they are told that the run goes on.</summary>
    /// <exception cref="IOException">The backup is damaged, and there is none before it.</exception>
    internal void Open()
    {
        if (_openedFor == Progress)
            return;
        if (!Progress.Model.Built)
            throw new InvalidOperationException(
                $"Model '{Progress.Model.Name}' has no weights yet that a backup could be put into. Give it an Input, or call Build, before training.");
        _openedFor = Progress;
        _saved = _folder.Read();
        _due = null;
        Progress.ResumedEpoch = _saved?.Epoch;
    }

    /// <summary>Takes everything back that the backup holds; false without one, or where it is Keras' and holds the model alone.</summary>
    internal bool Restore()
    {
        if (_saved is not { State: { } state } saved || Progress.Run is not { } run)
            return false;
        run.KeepState(state);
        saved.RestoreModel(Progress.Model);
        _saved = null;
        return true;
    }

    /// <summary>Saves as a hook found that it is time.</summary>
    internal void Save()
    {
        if (_due is { } place)
            Save(place.Epoch, place.Batch);
    }

    /// <summary>Saves.</summary>
    /// <param name="epoch">The epoch, from 0, that Keras would go on with.</param>
    /// <param name="batch">The last batch, as Keras notes it.</param>
    internal void Save(int epoch, int batch)
    {
        _due = null;
        RunState? state = null;
        Progress.Run?.KeepState(state = new RunState());
        _folder.Write(Progress.Model, state, epoch, batch);
    }
}
