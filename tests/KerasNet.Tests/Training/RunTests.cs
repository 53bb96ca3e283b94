using System.Diagnostics;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Training;

namespace KerasNet.Tests.Training;

/// <summary>What a long run does besides learning: it can be stopped, watched and left running.</summary>
[Collection(AloneCollection.Name)]
public sealed class RunTests
{
    [Fact]
    public void Cancelling_ends_training_after_the_batch_and_keeps_the_weights()
    {
        using CancellationTokenSource source = new();
        Recorder recorder = new() { Then = (_, hook) => { if (hook.StartsWith("train_batch_end 1", StringComparison.Ordinal)) source.Cancel(); } };
        Sequential model = Toy.Line(learningRate: 0.01);
        History history = model.Fit(Toy.Rows(8), Toy.Rows(8, 1, 2), batchSize: 1, epochs: 5, verbose: 0, callbacks: [recorder], cancellationToken: source.Token);
        Assert.True(history.WasCancelled);
        Assert.Empty(history.Epoch);
        Assert.NotEqual(1, Toy.Weight(model));
        Assert.Equal("train_end []", recorder.Events[^1]);
        Assert.Equal(2, recorder.BatchLosses.Count);
    }

    [Fact]
    public void A_cancelled_run_keeps_the_history_of_whole_epochs()
    {
        using CancellationTokenSource source = new();
        Recorder recorder = new() { Then = (_, hook) => { if (hook == "epoch_begin 2") source.Cancel(); } };
        History history = Toy.Line().Fit(Toy.Rows(2), Toy.Rows(2), epochs: 5, verbose: 0, callbacks: [recorder], cancellationToken: source.Token);
        Assert.Equal(2, history["loss"].Count);
    }

    [Fact]
    public async Task FitAsync_reports_every_epoch()
    {
        List<string> reports = [];
        History history = await Toy.Line().FitAsync(Toy.Rows(4), Toy.Rows(4), epochs: 3, progress: new Immediate(report => reports.Add($"{report.Epoch}/{report.Epochs} {report.Logs.Count}")));
        Assert.Equal(["0/3 1", "1/3 1", "2/3 1"], reports);
        Assert.False(history.WasCancelled);
    }

    [Fact]
    public async Task FitAsync_takes_what_Fit_takes()
    {
        History history = await Toy.Line(learningRate: 0).FitAsync(Toy.Rows(4), new float[4, 1], initialEpoch: 1, epochs: 2, shuffle: false, stepsPerEpoch: 1, batchSize: 2);
        Assert.Equal([1], history.Epoch);
        Assert.Equal(0.5, history["loss"][0], 5);
    }

    [Fact]
    public async Task FitAsync_hands_errors_on() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Sequential([new Dense(1)]).FitAsync(Toy.Rows(1), Toy.Rows(1)));

    [Fact]
    public void The_same_seed_trains_the_same_weights_with_one_thread_and_with_two()
    {
        float[] Train(int threads)
        {
            int before = Keras.Threads;
            try
            {
                Keras.Threads = threads;
                Keras.SetRandomSeed(7);
                Sequential model = [new Input([64]), new Dense(96, "relu"), new Dropout(0.5), new Dense(3, "softmax")];
                model.Compile("adam", "sparse_categorical_crossentropy");
                model.Fit(Toy.Rows(200, 64, 1e-4f), Toy.Labels(200), epochs: 2, verbose: 0);
                return Toy.Flat(model);
            }
            finally
            {
                Keras.Threads = before;
            }
        }

        float[] once = Train(1);
        Assert.Equal(once, Train(1));
        Assert.Equal(once, Train(2));
    }

    [Fact]
    public void A_warm_step_of_Fit_allocates_nothing()
    {
        // Two epochs that differ in nothing but their number of steps.
        Sequential model = Toy.Classifier();
        long Allocated(int steps)
        {
            List<long> marks = [];
            LambdaCallback mark = new(
                onEpochBegin: _ => marks.Add(GC.GetAllocatedBytesForCurrentThread()),
                onEpochEnd: (_, _) => marks.Add(GC.GetAllocatedBytesForCurrentThread()));
            marks.Capacity = 16;
            model.Fit(Toy.Rows(steps * 4, 4, 0.01f), Toy.Labels(steps * 4), batchSize: 4, epochs: 3, verbose: 0, callbacks: [mark]);
            return marks[^1] - marks[^2];
        }

        Allocated(10);
        Assert.Equal(Allocated(10), Allocated(210));
    }

    [Fact]
    public void A_step_run_by_itself_allocates_nothing()
    {
        Sequential model = Toy.Classifier();
        DataArrays x = Toy.Rows(32, 4, 0.01f), y = Toy.Labels(32);
        model.TrainOnBatch(x, y);
        ArraySource source = new([x[0]], [y[0]], [], 32);
        model.Trainer.Run(StepMode.Train, source.Next()!);
        source.Rewind();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            model.Trainer.Run(StepMode.Train, source.Next()!);
            source.Rewind();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Memory_after_3000_steps_is_what_it_was_after_300()
    {
        Sequential model = Toy.Classifier();
        void Steps(int count) => model.Fit(Toy.Rows(120, 4, 0.01f), Toy.Labels(120), batchSize: 4, epochs: count / 30, verbose: 0);

        Steps(300);
        GC.Collect();
        using Process process = Process.GetCurrentProcess();
        long early = process.PrivateMemorySize64;
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        Steps(3000);
        process.Refresh();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, heap + 4_000_000);
        Assert.InRange(process.PrivateMemorySize64, 0, early + 64_000_000);
    }

    private sealed class Immediate(Action<EpochReport> report) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => report(value);
    }
}
