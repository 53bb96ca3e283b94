using System.Globalization;
using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics;

/// <summary>In which order Fit and Evaluate call the hooks of callbacks, and with which logs.</summary>
internal static class HookOrder
{
    private const int BatchSize = 2;

    internal static void Check(GoldenCase golden)
    {
        List<Row> rows = [];
        Model model = NewModel();
        float[,] x = new float[2 * BatchSize, 2];
        float[,] y = new float[2 * BatchSize, 1];
        float[,] half = new float[BatchSize, 2];
        float[,] halfY = new float[BatchSize, 1];
        Recorder recorder = new(rows, "");
        switch (golden.Name)
        {
            case "Hooks__fit_with_validation":
                model.Fit(x, y, BatchSize, epochs: 2, verbose: 0, [recorder], validationData: (half, halfY));
                break;
            case "Hooks__evaluate":
                model.Evaluate(x, y, BatchSize, verbose: 0, callbacks: [recorder]);
                break;
            case "Hooks__two_callbacks":
                model.Fit(x, y, BatchSize, epochs: 1, verbose: 0, [new Recorder(rows, "first:"), new Recorder(rows, "second:")]);
                break;
            case "Hooks__stop_training_in_batch":
                recorder.StopAt = "on_train_batch_end";
                model.Fit(x, y, BatchSize, epochs: 2, verbose: 0, [recorder], validationData: (half, halfY));
                break;
            case "Hooks__stop_training_at_epoch_end":
                recorder.StopAt = "on_epoch_end";
                model.Fit(x, y, BatchSize, epochs: 2, verbose: 0, [recorder]);
                break;
            case "Hooks__stop_training_at_train_begin":
                recorder.StopAt = "on_train_begin";
                model.Fit(x, y, BatchSize, epochs: 2, verbose: 0, [recorder]);
                break;
            case "Hooks__zero_epochs":
                model.Fit(x, y, BatchSize, epochs: 0, verbose: 0, [recorder]);
                break;
            case "Hooks__on_batch_calls_have_no_hooks":
                model.TrainOnBatch(x, y);
                model.TestOnBatch(x, y);
                model.PredictOnBatch(x);
                break;
            case "Hooks__predict":
                model.Predict(x, BatchSize, callbacks: [recorder]);
                break;
            case "Hooks__lambda_callback":
                model.Fit(x, y, BatchSize, epochs: 1, verbose: 0, [Lambda(recorder)], validationData: (half, halfY));
                break;
            case "Hooks__backup_and_restore_in_fit":
                CheckBackup(golden, rows);
                break;
            case var name when name.Split("steps_per_execution_") is [_, var steps]:
                NewModel(int.Parse(steps, CultureInfo.InvariantCulture)).Fit(
                    new float[4 * BatchSize, 2], new float[4 * BatchSize, 1], BatchSize, verbose: 0, callbacks: [recorder],
                    epochs: golden["rows"].EnumerateArray().Count(row => row.Text("hook") == "on_epoch_begin"));
                break;
            default:
                throw new NotCoveredException(golden.Name);
        }

        Compare(rows, [.. golden["rows"].EnumerateArray().Where(row => !row.Text("hook").StartsWith("set_", StringComparison.Ordinal))]);
    }

    /// <summary>Every hook of the recorder as a function.</summary>
    private static LambdaCallback Lambda(Recorder recorder) => new(
        recorder.OnEpochBegin,
        recorder.OnEpochEnd,
        recorder.OnTrainBegin,
        recorder.OnTrainEnd,
        recorder.OnTrainBatchBegin,
        recorder.OnTrainBatchEnd,
        recorder.OnTestBegin,
        recorder.OnTestEnd,
        recorder.OnTestBatchBegin,
        recorder.OnTestBatchEnd,
        recorder.OnPredictBegin,
        recorder.OnPredictEnd,
        recorder.OnPredictBatchBegin,
        recorder.OnPredictBatchEnd);

    private static void Compare(List<Row> got, JsonElement[] expected)
    {
        Comparer.EqualLists("hooks", got.Select(row => row.Hook), expected.Select(row => row.Text("hook")));
        for (int i = 0; i < expected.Length; i++)
        {
            string what = $"hook {i}, {got[i].Hook}";
            Comparer.Equal($"index of {what}", got[i].Index, expected[i].Field("index")?.GetInt32());

            // Ours hands predictions to the caller, not to callbacks.
            if (expected[i].Field("keys") is { } keys && !got[i].Hook.StartsWith("on_predict", StringComparison.Ordinal))
                Comparer.EqualLists($"logs of {what}", got[i].Keys, keys.EnumerateArray().Select(key => key.GetString()!));
        }
    }

    /// <summary>A run that ends at the begin of an epoch, a run of a new model that goes on, and a run of that model without the callback.</summary>
    private static void CheckBackup(GoldenCase golden, List<Row> rows)
    {
        JsonElement result = golden["result"];
        string folder = Directory.CreateTempSubdirectory("keras-backup-").FullName;
        string backup = Path.Combine(folder, "bk");
        float[,] x = new float[2 * BatchSize, 2], y = new float[2 * BatchSize, 1];
        int epochs = golden["rows"].EnumerateArray().First(row => row.Text("hook") == "set_params").GetProperty("params").GetProperty("epochs").GetInt32();
        try
        {
            Recorder first = new(rows, "first:") { FailAtEpoch = result.GetProperty("metadata").GetProperty("epoch").GetInt32() };
            try
            {
                NewModel().Fit(x, y, BatchSize, epochs, verbose: 0, [new BackupAndRestore(backup), first]);
                throw new MismatchException("the first run did not end");
            }
            catch (CrashException)
            {
                // As the case says.
            }

            IEnumerable<string> left = result.GetProperty("left_after_crash").EnumerateArray().Select(name => name.GetString()!);
            Comparer.EqualLists("files after the crash", SavedFiles.Names(backup), left);
            Model model = NewModel();
            model.Fit(x, y, BatchSize, epochs, verbose: 0, [new BackupAndRestore(backup), new Recorder(rows, "second:")]);
            Comparer.Equal("folder after the second run", Directory.Exists(backup), result.GetProperty("folder_after_second_fit").GetBoolean());
            model.Fit(x, y, BatchSize, epochs, verbose: 0, [new Recorder(rows, "third:")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Model NewModel(int stepsPerExecution = 1) =>
        ((Sequential)new(new Layer[] { new Input([2]), new Dense(1) })).Compile("sgd", "mse", ["mae"], stepsPerExecution: stepsPerExecution);

    private sealed class CrashException : Exception;

    private sealed record Row(string Hook, int? Index, string[] Keys);

    private sealed class Recorder(List<Row> rows, string prefix) : Callback
    {
        internal string? StopAt { get; set; }

        /// <summary>The epoch at whose begin the run ends with an exception.</summary>
        internal int? FailAtEpoch { get; init; }

        public override void OnTrainBegin() => Add("on_train_begin");

        public override void OnTrainEnd(Logs logs) => Add("on_train_end", null, logs);

        public override void OnEpochBegin(int epoch)
        {
            Add("on_epoch_begin", epoch);
            if (epoch == FailAtEpoch)
                throw new CrashException();
        }

        public override void OnEpochEnd(int epoch, Logs logs) => Add("on_epoch_end", epoch, logs);

        public override void OnTrainBatchBegin(int batch) => Add("on_train_batch_begin", batch);

        public override void OnTrainBatchEnd(int batch, Logs logs) => Add("on_train_batch_end", batch, logs);

        public override void OnTestBegin() => Add("on_test_begin");

        public override void OnTestEnd(Logs logs) => Add("on_test_end", null, logs);

        public override void OnTestBatchBegin(int batch) => Add("on_test_batch_begin", batch);

        public override void OnTestBatchEnd(int batch, Logs logs) => Add("on_test_batch_end", batch, logs);

        public override void OnPredictBegin() => Add("on_predict_begin");

        public override void OnPredictEnd() => Add("on_predict_end");

        public override void OnPredictBatchBegin(int batch) => Add("on_predict_batch_begin", batch);

        public override void OnPredictBatchEnd(int batch) => Add("on_predict_batch_end", batch);

        private void Add(string hook, int? index = null, Logs? logs = null)
        {
            rows.Add(new(prefix + hook, index, [.. (logs?.Keys ?? []).Order(StringComparer.Ordinal)]));
            if (hook == StopAt)
                Progress.StopTraining = true;
        }
    }
}
