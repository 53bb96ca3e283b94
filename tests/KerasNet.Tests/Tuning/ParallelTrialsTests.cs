using System.Collections.Concurrent;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class ParallelTrialsTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    private static TrialFit Data => new() { X = RecordedFits.X, Y = RecordedFits.Y, Epochs = 2, ValidationSplit = 0.25 };

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData("random", 1)]
    [InlineData("grid", 1)]
    [InlineData("random", 2)]
    public void Trials_side_by_side_come_to_what_trials_in_a_row_do(string search, int executions)
    {
        string Outcome(int parallel)
        {
            using TemporaryStudy study = new();
            using Tuner tuner = Make(search, study.Options with { ParallelTrials = parallel, ExecutionsPerTrial = executions }, Trained());
            tuner.Search(Data);
            return OutcomeOf(tuner);
        }

        Assert.Equal(Outcome(1), Outcome(3));
    }

    [Fact]
    public void Trials_on_a_dataset_that_shuffles_come_to_the_same_too()
    {
        Dataset<DataBatch> batches = Dataset.FromArrays(RecordedFits.X, RecordedFits.Y).Shuffle(seed: 1).Batch(8);
        string Outcome(int parallel)
        {
            using TemporaryStudy study = new();
            using Tuner tuner = Make("random", study.Options with { ParallelTrials = parallel }, Trained());
            tuner.Search(new TrialFit { Batches = batches, ValidationBatches = batches, Epochs = 2 });
            return OutcomeOf(tuner);
        }

        string inARow = Outcome(1);
        Assert.Equal(inARow, Outcome(3));
        Assert.Equal(inARow, Outcome(1));
    }

    [Fact]
    public void Trials_really_run_side_by_side()
    {
        using Barrier both = new(2);
        RecordedFits fits = new() { Train = (_, _, _) => both.SignalAndWait(TimeSpan.FromMinutes(2)) ? 1.0 : 0.0 };
        using Tuner tuner = Make("random", _study.Options with { ParallelTrials = 2 }, fits, trials: 2, trains: false);
        tuner.Search(Data);

        Assert.All(tuner.Trials, trial => Assert.Equal(1, trial.Score));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void The_engines_threads_are_shared_out(int parallel)
    {
        ConcurrentBag<int> threads = [];
        RecordedFits fits = new()
        {
            Train = (_, _, _) =>
            {
                threads.Add(Keras.Threads);
                return 0;
            },
        };
        using Tuner tuner = Make("random", _study.Options with { ParallelTrials = parallel }, fits, trains: false);
        tuner.Search(Data);

        Assert.All(threads, count => Assert.Equal(Math.Max(1, Keras.Threads / parallel), count));
        Assert.NotEmpty(threads);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("is cancelled by itself")]
    public void A_trial_that_fails_leaves_the_others_alone(string how)
    {
        RecordedFits fits = new()
        {
            Train = (_, model, fit) => fit.TrialId != "1" ? fit.Run(model)
                : how == "fails" ? throw new InvalidOperationException("This one fails.") : throw new TaskCanceledException("This one fails."),
        };
        using Tuner tuner = Make("random", _study.Options with { ParallelTrials = 3 }, fits, trials: 6);
        tuner.Search(Data);

        Assert.Equal(6, tuner.Trials.Count);
        Assert.All(tuner.Trials, trial => Assert.Equal(trial.Id == "1" ? TrialStatus.Failed : TrialStatus.Completed, trial.Status));
        Assert.Contains("This one fails.", tuner.Trials[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_trial_can_do_ends_all_of_them()
    {
        using Tuner tuner = Make("random", _study.Options with { ParallelTrials = 3 }, Trained(), objective: new Objective("val_los", Direction.Min));

        Assert.Contains("'val_los' is not among", Assert.Throws<SearchException>(() => tuner.Search(Data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_wrong_in_a_worker_ends_the_search_and_not_the_process()
    {
        using BrokenStorage storage = new(new JournalStorage(_study.Folder));
        using ManualResetEventSlim broken = new();
        RecordedFits fits = new()
        {
            Train = (_, _, fit) =>
            {
                if (fit.TrialId is "03")
                {
                    storage.IsBroken = true;
                    broken.Set();
                }
                else if (string.CompareOrdinal(fit.TrialId, "03") > 0)
                {
                    // The other workers do not run ahead of the one that breaks it.
                    broken.Wait();
                }

                return 0;
            },
        };
        using Tuner tuner = Make("random", new TunerOptions { Storage = storage, ParallelTrials = 3, Verbose = 0 }, fits, trials: 20, trains: false);

        Assert.Throws<NotSupportedException>(() => tuner.Search(Data));
        Assert.InRange(tuner.Trials.Count, 4, 6);
    }

    [Fact]
    public void A_cancelled_search_is_taken_up_again()
    {
        using TemporaryStudy other = new();
        using Tuner whole = Make("random", other.Options, Trained(), trials: 6);
        whole.Search(Data);

        using CancellationTokenSource cancel = new();
        int epochs = 0;
        RecordedFits fits = Trained(() => new LambdaCallback(onEpochEnd: (_, _) =>
        {
            if (Interlocked.Increment(ref epochs) == 5)
                cancel.Cancel();
        }));
        using (Tuner cancelled = Make("random", _study.Options with { ParallelTrials = 2 }, fits, trials: 6))
        {
            cancelled.Search(Data, cancel.Token);
            Assert.InRange(cancelled.Trials.Count(trial => trial.Status == TrialStatus.Completed), 1, 3);
        }

        using Tuner tuner = Make("random", _study.Options with { ParallelTrials = 2 }, Trained(), trials: 6);
        tuner.Search(Data);
        Assert.Equal(OutcomeOf(whole), OutcomeOf(tuner));
    }

    [Fact]
    public void A_trial_that_ends_by_cancellation_is_no_failure()
    {
        using CancellationTokenSource cancel = new();
        RecordedFits fits = new()
        {
            Train = (_, _, fit) =>
            {
                cancel.Cancel();
                fit.CancellationToken.ThrowIfCancellationRequested();
                return 0;
            },
        };
        using Tuner tuner = Make("random", _study.Options with { ParallelTrials = 2 }, fits, trains: false);
        tuner.Search(Data, cancel.Token);

        Assert.All(tuner.Trials, trial => Assert.Equal(TrialStatus.Running, trial.Status));
    }

    internal static string OutcomeOf(Tuner tuner) => string.Join('\n', tuner.Trials.Select(trial =>
        $"{trial.Id} {trial.Status} {trial.Score:R} at {trial.BestStep}: {string.Join(' ', trial.HyperParameters.Values.Select(value => $"{value.Key}={value.Value}"))}; "
        + string.Join(' ', trial.Epochs.Select(epoch => $"{epoch.Execution}/{epoch.Epoch}:{epoch.Logs["val_loss"]:R}"))))
        + "\n" + string.Join(' ', tuner.GetBestModels(2).SelectMany(model => model.GetWeights()).SelectMany(weight => weight.ToArray()).Select(value => $"{value:R}"));

    private static RecordedFits Trained(params Func<Callback>[] callbacks) => new()
    {
        Change = (hp, fit) => fit with { BatchSize = hp.Choice("batch_size", [8, 16]), Callbacks = callbacks },
        Train = (_, model, fit) => fit.Run(model),
    };

    private static Tuner Make(string search, TunerOptions options, RecordedFits fits, int trials = 5, Objective? objective = null, bool trains = true)
    {
        OracleOptions oracle = new() { Objective = trains ? objective ?? "val_loss" : null, MaxTrials = trials, Seed = 11 };
        return search == "grid" ? new GridSearch(fits, oracle, options) : new RandomSearch(fits, oracle, options);
    }

    /// <summary>Breaks on demand, in a way that nobody expects.</summary>
    private sealed class BrokenStorage(IStudyStorage inner) : IStudyStorage
    {
        internal bool IsBroken { get; set; }

        public void Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action)
        {
            if (IsBroken)
                throw new NotSupportedException("broken");
            inner.Update(after, action);
        }

        public void Heartbeat(string worker) => inner.Heartbeat(worker);

        public IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers) => inner.Dead(workers);

        public void SaveModel(string trialId, int run, Action<string> write) => inner.SaveModel(trialId, run, write);

        public T? ReadModel<T>(string trialId, Func<string, T> read)
            where T : class => inner.ReadModel(trialId, read);

        public void Dispose() => inner.Dispose();
    }
}
