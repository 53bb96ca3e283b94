using KerasNet.Callbacks;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

/// <summary>Which hooks are called when, and what stands in their logs; the order is that of real Keras runs.</summary>
public sealed class HookTests
{
    private static List<string> Fit(int epochs = 1, bool validate = false, string? stopAt = null)
    {
        Recorder recorder = new()
        {
            Then = (self, hook) =>
            {
                if (stopAt is not null && hook.StartsWith(stopAt, StringComparison.Ordinal))
                    self.Progress.StopTraining = true;
            },
        };
        Toy.Line(metrics: ["mae"]).Fit(
            Toy.Rows(4), Toy.Rows(4), batchSize: 2, epochs: epochs, verbose: 0, callbacks: [recorder], validationData: validate ? (Toy.Rows(1), Toy.Rows(1)) : null);
        return recorder.Events;
    }

    [Fact]
    public void An_epoch_with_validation()
    {
        Assert.Equal(
            [
                "train_begin", "epoch_begin 0",
                "train_batch_begin 0", "train_batch_end 0 [loss mae]", "train_batch_begin 1", "train_batch_end 1 [loss mae]",
                "test_begin", "test_batch_begin 0", "test_batch_end 0 [loss mae]", "test_end [loss mae]",
                "epoch_end 0 [loss mae val_loss val_mae]", "train_end [loss mae val_loss val_mae]",
            ],
            Fit(validate: true));
    }

    [Fact]
    public void No_epochs_are_a_begin_and_an_end() => Assert.Equal(["train_begin", "train_end []"], Fit(epochs: 0));

    [Fact]
    public void Stopping_in_a_batch_still_ends_and_validates_the_epoch() => Assert.Equal(
        [
            "train_begin", "epoch_begin 0", "train_batch_begin 0", "train_batch_end 0 [loss mae]",
            "test_begin", "test_batch_begin 0", "test_batch_end 0 [loss mae]", "test_end [loss mae]",
            "epoch_end 0 [loss mae val_loss val_mae]", "train_end [loss mae val_loss val_mae]",
        ],
        Fit(epochs: 2, validate: true, stopAt: "train_batch_end 0"));

    [Fact]
    public void Stopping_at_the_end_of_an_epoch_begins_no_other() =>
        Assert.Equal(["epoch_end 0 [loss mae]", "train_end [loss mae]"], Fit(epochs: 2, stopAt: "epoch_end 0")[^2..]);

    [Fact]
    public void Stopping_before_the_first_epoch_lets_one_batch_run() => Assert.Equal(
        ["train_begin", "epoch_begin 0", "train_batch_begin 0", "train_batch_end 0 [loss mae]", "epoch_end 0 [loss mae]", "train_end [loss mae]"],
        Fit(epochs: 2, stopAt: "train_begin"));

    [Fact]
    public void An_evaluation()
    {
        Recorder recorder = new();
        Toy.Line(metrics: ["mae"]).Evaluate(Toy.Rows(3), Toy.Rows(3), batchSize: 2, verbose: 0, callbacks: [recorder]);
        Assert.Equal(
            ["test_begin", "test_batch_begin 0", "test_batch_end 0 [loss mae]", "test_batch_begin 1", "test_batch_end 1 [loss mae]", "test_end [loss mae]"],
            recorder.Events);
    }

    [Fact]
    public void Callbacks_are_called_in_the_order_of_the_list()
    {
        List<string> calls = [];
        Callback Named(string name) => new LambdaCallback(onEpochEnd: (_, _) => calls.Add(name), onTrainEnd: _ => calls.Add($"{name} ends"));
        Toy.Line().Fit(Toy.Rows(2), Toy.Rows(2), verbose: 0, callbacks: [Named("a"), Named("b")]);
        Assert.Equal(["a", "b", "a ends", "b ends"], calls);
    }

    [Fact]
    public void What_one_callback_logs_those_after_it_and_the_history_see()
    {
        double seen = 0;
        History history = Toy.Line().Fit(Toy.Rows(2), Toy.Rows(2), verbose: 0, callbacks:
        [
            new LambdaCallback(onEpochEnd: (_, logs) => logs["extra"] = 7),
            new LambdaCallback(onEpochEnd: (_, logs) => seen = logs["extra"]),
        ]);
        Assert.Equal(7, seen);
        Assert.Equal([7.0], history["extra"]);
    }

    [Fact]
    public void Logs_of_a_batch_are_running_means()
    {
        Recorder recorder = new();
        Toy.Line(learningRate: 0).Fit(Toy.Rows(4), new float[4, 1], batchSize: 1, verbose: 0, callbacks: [recorder], shuffle: false);
        Assert.Equal([0, 0.5, 5 / 3.0, 3.5], recorder.BatchLosses, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_learning_rate_set_while_training_acts_from_the_next_step_on()
    {
        Sequential model = Toy.Line(learningRate: 0.1);
        Recorder recorder = new()
        {
            Then = (self, hook) =>
            {
                if (hook == "epoch_begin 1")
                    self.Progress.LearningRate = 0;
            },
        };
        List<float> weights = [];
        LambdaCallback note = new(onEpochEnd: (_, _) => weights.Add(Toy.Weight(model)));
        model.Fit(new[,] { { 1f } }, new float[1, 1], epochs: 3, verbose: 0, callbacks: [recorder, note]);
        Assert.Equal([0.8f, 0.8f, 0.8f], weights, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_callback_may_use_the_model()
    {
        Sequential model = Toy.Line();
        Recorder recorder = new() { Then = (self, hook) => Assert.Same(model, self.Progress.Model) };
        model.Fit(Toy.Rows(1), Toy.Rows(1), verbose: 0, callbacks: [recorder]);
    }

    [Fact]
    public void Progress_before_a_run_says_why_it_is_not_there() =>
        Assert.Contains("OnTrainBegin", Assert.Throws<InvalidOperationException>(() => new Recorder().Progress).Message);

    [Fact]
    public void An_exception_comes_through_and_leaves_the_model_usable()
    {
        Sequential model = Toy.Line(learningRate: 0);
        Recorder failing = new() { Then = (_, hook) => { if (hook.StartsWith("train_batch_end 0", StringComparison.Ordinal)) throw new FormatException("mine"); } };
        Assert.Equal("mine", Assert.Throws<FormatException>(() => model.Fit(Toy.Rows(4), new float[4, 1], verbose: 0, callbacks: [failing])).Message);
        Assert.DoesNotContain(failing.Events, hook => hook.StartsWith("train_end", StringComparison.Ordinal));
        Assert.Equal(3.5, model.Fit(Toy.Rows(4), new float[4, 1], verbose: 0)["loss"][0], 5);
    }

    [Fact]
    public void Single_batches_call_no_hooks()
    {
        Recorder recorder = new();
        Sequential model = Toy.Line();
        model.Fit(Toy.Rows(1), Toy.Rows(1), verbose: 0, callbacks: [recorder]);
        int before = recorder.Events.Count;
        model.TrainOnBatch(Toy.Rows(1), Toy.Rows(1));
        model.TestOnBatch(Toy.Rows(1), Toy.Rows(1));
        model.PredictOnBatch(Toy.Rows(1));
        Assert.Equal(before, recorder.Events.Count);
    }

    [Fact]
    public void LambdaCallback_takes_every_hook()
    {
        List<string> calls = [];
        LambdaCallback all = new(
            onEpochBegin: i => calls.Add($"epoch {i}"), onEpochEnd: (i, _) => calls.Add($"/epoch {i}"), onTrainBegin: () => calls.Add("train"), onTrainEnd: _ => calls.Add("/train"),
            onTrainBatchBegin: i => calls.Add($"batch {i}"), onTrainBatchEnd: (i, _) => calls.Add($"/batch {i}"), onTestBegin: () => calls.Add("test"), onTestEnd: _ => calls.Add("/test"),
            onTestBatchBegin: i => calls.Add($"test batch {i}"), onTestBatchEnd: (i, _) => calls.Add($"/test batch {i}"),
            onTrainBatchData: (i, _) => calls.Add($"data {i}"));
        Toy.Line().Fit(Toy.Rows(1), Toy.Rows(1), verbose: 0, callbacks: [all], validationData: (Toy.Rows(1), Toy.Rows(1)));
        Assert.Equal(
            ["train", "epoch 0", "batch 0", "data 0", "/batch 0", "test", "test batch 0", "/test batch 0", "/test", "/epoch 0", "/train"], calls);
    }
}
