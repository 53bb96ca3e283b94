using KerasNet.Callbacks.Events;

namespace KerasNet.Callbacks;

/// <summary>Writes the logs of a run, and what else is asked for, into files that TensorBoard shows: <c>tensorboard --logdir logs</c>.</summary>
/// <remarks>
/// <para>Scalars after each epoch: <c>epoch_loss</c> and so on, with the learning rate, in the sub-folder <c>train</c>; those of validation, without <c>val_</c>, under
/// the same tags in <c>validation</c>, so that both are drawn into one chart. After each evaluation, also the validation within Fit,
/// <c>evaluation_loss_vs_iterations</c> in <c>validation</c>, over the steps that the optimizer has made. With updateFreq also <c>batch_loss</c>, over the batches of
/// the run from 1.</para>
/// <para>Each Fit, and each Evaluate by itself, writes files of its own; use a folder per run to compare runs. An event is in its file as soon as it is written.</para>
/// <para>Keras: <c>keras.callbacks.TensorBoard</c>, without images of weights, embeddings and profiles; its graph of the model is the text of the summary here.</para>
/// </remarks>
public sealed class TensorBoard : Callback
{
    private const string TrainFolder = "train";
    private const string ValidationFolder = "validation";

    private readonly Dictionary<string, EventFile> _files = [];
    private bool _inFit;
    private long _batches;
    private long _batchStart;
    private long _epochStart;
    private long _iterationsBefore;

    /// <summary>Makes the callback.</summary>
    /// <param name="logDir">The folder; it is made where it does not exist.</param>
    /// <param name="histogramFreq">After how many epochs histograms of the weights are written; 0 for never.</param>
    /// <param name="writeGraph">Whether the summary of the model is written, as text.</param>
    /// <param name="writeStepsPerSecond">Whether the speed of training is written, for epochs and where updateFreq says so for batches.</param>
    /// <param name="updateFreq"><c>"epoch"</c>, <c>"batch"</c> or after how many batches results are written within epochs; <c>"epoch"</c> if not given.</param>
    /// <exception cref="ArgumentException">The folder has no name, or a number is out of range.</exception>
    public TensorBoard(string logDir = "logs", int histogramFreq = 0, bool writeGraph = true, bool writeStepsPerSecond = false, UpdateFrequency updateFreq = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(logDir);
        ArgumentOutOfRangeException.ThrowIfNegative(histogramFreq);
        LogDir = logDir;
        HistogramFreq = histogramFreq;
        WriteGraph = writeGraph;
        WriteStepsPerSecond = writeStepsPerSecond;
        UpdateFreq = updateFreq;
    }

    /// <summary>The folder.</summary>
    /// <value>Default: logs.</value>
    public string LogDir { get; }

    /// <summary>After how many epochs histograms of the weights are written.</summary>
    /// <value>Default: 0, never.</value>
    public int HistogramFreq { get; }

    /// <summary>Whether the summary of the model is written.</summary>
    /// <value>Default: true.</value>
    public bool WriteGraph { get; }

    /// <summary>Whether the speed of training is written.</summary>
    /// <value>Default: false.</value>
    public bool WriteStepsPerSecond { get; }

    /// <summary>How often results are written within epochs.</summary>
    /// <value>Default: after epochs only.</value>
    public UpdateFrequency UpdateFreq { get; }

    /// <summary>The clock; tests have their own.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public override void OnTrainBegin()
    {
        Close();
        (_inFit, _batches) = (true, 0);
        EventFile file = FileIn(TrainFolder);
        if (WriteGraph)
            Progress.Model.Summary(expandNested: true, printFn: text => file.Write(EventRecords.Text(file.Now, 0, "model_summary", AsCode(text))));
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        _inFit = false;
        Close();
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => (_epochStart, _iterationsBefore) = (Clock.GetTimestamp(), Progress.Iterations);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch)
    {
        _batches++;
        _batchStart = Clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (UpdateFreq.Batches == 0 || _batches % UpdateFreq.Batches != 0)
            return;
        List<KeyValuePair<string, double>> entries = [.. logs];
        if (WriteStepsPerSecond)
            entries.Add(new("steps_per_second", 1 / Clock.GetElapsedTime(_batchStart).TotalSeconds));
        WriteScalars(TrainFolder, "batch_", entries, _batches);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        OrderedDictionary<string, double> train = new(logs.Where(entry => !Logs.IsOfValidation(entry.Key))) { ["learning_rate"] = Progress.LearningRate };
        if (WriteStepsPerSecond)
            train["steps_per_second"] = (Progress.Iterations - _iterationsBefore) / Clock.GetElapsedTime(_epochStart).TotalSeconds;
        WriteScalars(TrainFolder, "epoch_", train, epoch);
        IEnumerable<KeyValuePair<string, double>> validation = logs.Where(entry => Logs.IsOfValidation(entry.Key));
        WriteScalars(ValidationFolder, "epoch_", validation.Select(entry => KeyValuePair.Create(Logs.WithoutPrefix(entry.Key), entry.Value)), epoch);
        if (HistogramFreq > 0 && epoch % HistogramFreq == 0)
            WriteHistograms(epoch);
    }

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs)
    {
        WriteScalars(ValidationFolder, "evaluation_", logs.Select(entry => KeyValuePair.Create(entry.Key + "_vs_iterations", entry.Value)), Progress.Iterations);
        if (!_inFit)
            Close();
    }

    /// <inheritdoc/>
    public override void KeepState(RunState state) => _batches = state.Keep("batches", _batches);

    /// <summary>Lines as they are, whatever Markdown would make of them.</summary>
    private static string AsCode(string text) => string.Concat(text.TrimEnd().Split('\n').Select(line => $"    {line.TrimEnd()}\n"));

    private void WriteScalars(string folder, string prefix, IEnumerable<KeyValuePair<string, double>> entries, long step)
    {
        KeyValuePair<string, double>[] values = [.. entries.Select(entry => KeyValuePair.Create(prefix + entry.Key, entry.Value))];
        if (values.Length == 0)
            return;
        EventFile file = FileIn(folder);
        file.Write(EventRecords.Scalars(file.Now, step, values));
    }

    private void WriteHistograms(int epoch)
    {
        EventFile file = FileIn(TrainFolder);
        file.Write(EventRecords.Histograms(
            file.Now, epoch, Progress.Model.Weights.Select(weight => KeyValuePair.Create($"{weight.Path.Replace(':', '_')}/histogram", HistogramBuckets.Of(weight.Value)))));
    }

    private EventFile FileIn(string folder)
    {
        if (!_files.TryGetValue(folder, out EventFile? file))
            _files[folder] = file = new EventFile(Path.Combine(LogDir, folder), Clock);
        return file;
    }

    private void Close()
    {
        foreach (EventFile file in _files.Values)
            file.Dispose();
        _files.Clear();
    }
}
