using KerasNet.Callbacks;

namespace KerasNet.Tests.Training;

/// <summary>Writes down every hook with its index and the keys of its logs.</summary>
internal sealed class Recorder : Callback
{
    internal List<string> Events { get; } = [];

    internal List<double> BatchLosses { get; } = [];

    internal Action<Recorder, string>? Then { get; init; }

    public override void OnTrainBegin() => Note("train_begin");

    public override void OnTrainEnd(Logs logs) => Note("train_end", logs: logs);

    public override void OnEpochBegin(int epoch) => Note("epoch_begin", epoch);

    public override void OnEpochEnd(int epoch, Logs logs) => Note("epoch_end", epoch, logs);

    public override void OnTrainBatchBegin(int batch) => Note("train_batch_begin", batch);

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        BatchLosses.Add(logs["loss"]);
        Note("train_batch_end", batch, logs);
    }

    public override void OnTestBegin() => Note("test_begin");

    public override void OnTestEnd(Logs logs) => Note("test_end", logs: logs);

    public override void OnTestBatchBegin(int batch) => Note("test_batch_begin", batch);

    public override void OnTestBatchEnd(int batch, Logs logs) => Note("test_batch_end", batch, logs);

    public override void OnPredictBegin() => Note("predict_begin");

    public override void OnPredictEnd() => Note("predict_end");

    public override void OnPredictBatchBegin(int batch) => Note("predict_batch_begin", batch);

    public override void OnPredictBatchEnd(int batch) => Note("predict_batch_end", batch);

    private void Note(string hook, int? index = null, Logs? logs = null)
    {
        Events.Add($"{hook}{(index is null ? "" : $" {index}")}{(logs is null ? "" : $" [{string.Join(" ", logs.Keys)}]")}");
        Then?.Invoke(this, Events[^1]);
    }
}
