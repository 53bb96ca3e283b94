using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

/// <summary>A run that breaks off and goes on ends as one that does not; <c>tests/KerasNet.Kills</c> breaks processes off.</summary>
[Collection(AloneCollection.Name)]
public sealed class BackupAndRestoreTests : IDisposable
{
    private const int Samples = 40;
    private const int Epochs = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasnet-backup-").FullName;

    private string Backup => Path.Combine(_folder, "backup");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, 0, "epoch")]
    [InlineData(0, 3, "2")]
    [InlineData(1, 0, "1")]
    [InlineData(1, 3, "1")]
    [InlineData(2, 2, "3")]
    public void Weights_and_history_are_those_of_the_whole_run(int epoch, int batch, string saveFreq)
    {
        SaveFrequency frequency = saveFreq == "epoch" ? saveFreq : int.Parse(saveFreq, System.Globalization.CultureInfo.InvariantCulture);
        History whole = Train(Model(1));
        Counter counter = new();

        Assert.Throws<CrashException>(() => Train(Model(1), new BackupAndRestore(Backup, frequency), new Counter(), new Crash(epoch, batch)));
        Sequential model = Model(seed: 99);
        History rest = Train(model, counter, new BackupAndRestore(Backup, frequency));

        Assert.Equal(Whole(), Toy.Flat(model));
        Assert.Equal(whole["loss"], rest["loss"]);
        Assert.Equal(whole["val_accuracy"], rest["val_accuracy"]);
        Assert.Equal([0, 1, 2], rest.Epoch);
        Assert.Equal(Epochs * 4, counter.Batches);
        Assert.False(Directory.Exists(Backup));
    }

    [Fact]
    public void A_dataset_goes_on_in_the_walk_at_hand_with_the_seeds_that_it_had()
    {
        Sequential whole = Model(1);
        whole.Fit(Data(), epochs: Epochs, stepsPerEpoch: 3, verbose: 0);

        Assert.Throws<CrashException>(() => Model(1).Fit(
            Data(), epochs: Epochs, stepsPerEpoch: 3, verbose: 0, callbacks: [new BackupAndRestore(Backup, 1), new Crash(1, 1)]));
        Sequential model = Model(seed: 99);
        model.Fit(Data(), epochs: Epochs, stepsPerEpoch: 3, verbose: 0, callbacks: [new BackupAndRestore(Backup, 1)]);

        Assert.Equal(Toy.Flat(whole), Toy.Flat(model));
    }

    [Fact]
    public void A_program_without_a_seed_goes_on_too()
    {
        Assert.Throws<CrashException>(() => Train(Model(1), new BackupAndRestore(Backup), new Crash(0, 1)));
        Sequential model = Model(seed: 12345);
        Train(model, new BackupAndRestore(Backup));

        Assert.Equal(Whole(), Toy.Flat(model));
    }

    [Fact]
    public void Training_that_is_cancelled_keeps_its_state()
    {
        using CancellationTokenSource cancel = new();
        Sequential model = Model(1);
        History history = Train(model, cancel.Token, new BackupAndRestore(Backup), new LambdaCallback(onTrainBatchEnd: (batch, _) =>
        {
            if (batch == 2)
                cancel.Cancel();
        }));
        Sequential other = Model(seed: 99);
        Train(other, new BackupAndRestore(Backup));

        Assert.True(history.WasCancelled);
        Assert.Equal(Whole(), Toy.Flat(other));
    }

    [Fact]
    public void A_run_that_is_over_is_not_run_again()
    {
        Train(Model(1), new BackupAndRestore(Backup, deleteCheckpoint: false), new Counter());
        Sequential model = Model(seed: 99);
        Counter counter = new();
        History history = Train(model, new BackupAndRestore(Backup, deleteCheckpoint: false), counter);

        Assert.Equal(Whole(), Toy.Flat(model));
        Assert.Equal([0, 1, 2], history.Epoch);
        Assert.Equal(Epochs * 4, counter.Batches);
    }

    [Fact]
    public void The_file_of_weights_is_one_that_loads()
    {
        Sequential model = Model(1);
        Train(model, new BackupAndRestore(Backup, deleteCheckpoint: false));
        Sequential other = Model(2);
        other.LoadWeights(Path.Combine(Backup, "latest.weights.h5"));

        Assert.Equal(Toy.Flat(model), Toy.Flat(other));
        Assert.Equal("{\"epoch\": 3, \"batch\": 0}", File.ReadAllText(Path.Combine(Backup, "training_metadata.json")));
    }

    [Fact]
    public void A_folder_that_Keras_wrote_goes_on_with_its_epoch()
    {
        Sequential model = Model(1);
        Train(model);
        Directory.CreateDirectory(Backup);
        model.SaveWeights(Path.Combine(Backup, "latest.weights.h5"));
        File.WriteAllText(Path.Combine(Backup, "training_metadata.json"), "{\"epoch\": 2, \"batch\": 0}");

        Sequential other = Model(2);
        float[] begin = [];
        History history = Train(other, new BackupAndRestore(Backup), new LambdaCallback(onEpochBegin: _ => begin = Toy.Flat(other)));

        Assert.Equal([2], history.Epoch);
        Assert.Equal(Whole(), begin);
    }

    [Fact]
    public void A_backup_of_something_else_is_refused_with_what_differs()
    {
        Assert.Throws<CrashException>(() => Train(Model(1), new BackupAndRestore(Backup), new Crash(1, 0)));
        BackupAndRestore backup = new(Backup);
        Sequential wider = [new Input([4]), new Dense(9), new Dense(3, "softmax")];
        wider.Compile("adam", "sparse_categorical_crossentropy");
        AssertRefused("(4, 9)", () => Train(wider, backup));
        AssertRefused("in batches of", () => Fit(0.1f, batchSize: 4));
        AssertRefused("numbers of the arrays", () => Fit(0.2f, batchSize: 8));
        AssertRefused("orders", () => Fit(0.1f, batchSize: 8, shuffle: false));

        void Fit(float scale, int batchSize, bool shuffle = true) => Model(1).Fit(
            Toy.Rows(Samples, 4, scale), Toy.Labels(Samples), batchSize, Epochs, verbose: 0, [backup], validationSplit: 0.2, shuffle: shuffle);

        void AssertRefused(string words, Action fit)
        {
            string message = Assert.Throws<ArgumentException>(fit).Message;
            Assert.Contains(words, message, StringComparison.Ordinal);
            Assert.Contains(Backup, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_that_is_refused_stays_as_it_was()
    {
        Assert.Throws<CrashException>(() => Train(Model(1), new BackupAndRestore(Backup), new Crash(1, 0)));
        Sequential model = Model(7);
        float[] before = Toy.Flat(model);

        Assert.Throws<ArgumentException>(() =>
            model.Fit(Toy.Rows(Samples, 4, 0.3f), Toy.Labels(Samples), batchSize: 8, verbose: 0, callbacks: [new BackupAndRestore(Backup)]));
        Assert.Equal(before, Toy.Flat(model));
    }

    [Fact]
    public void The_backup_before_a_damaged_one_is_taken()
    {
        Assert.Throws<CrashException>(() => Train(Model(1), new BackupAndRestore(Backup, doubleCheckpoint: true), new Crash(2, 1)));
        File.WriteAllText(Path.Combine(Backup, "latest.weights.h5"), "not an HDF5 file");
        using Heard heard = new();
        Sequential model = Model(99);
        Train(model, new BackupAndRestore(Backup, doubleCheckpoint: true));

        Assert.Equal(Whole(), Toy.Flat(model));
        Assert.Contains("before it is taken", Assert.Single(heard.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_others_are_left_where_they_are()
    {
        Directory.CreateDirectory(Backup);
        string notes = Path.Combine(Backup, "notes.tmp"), half = Path.Combine(Backup, "latest.weights.h5.abc.tmp");
        File.WriteAllText(notes, "mine");
        File.WriteAllText(half, "left by a kill");
        Train(Model(1), new BackupAndRestore(Backup));

        Assert.Equal([notes], Directory.EnumerateFileSystemEntries(Backup));
    }

    [Fact]
    public void Two_backups_of_one_run_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(Model(1), new BackupAndRestore("a"), new BackupAndRestore("b")));

        Assert.Contains("one BackupAndRestore", error.Message, StringComparison.Ordinal);
    }

    private static float[] Whole()
    {
        Sequential model = Model(1);
        Train(model);
        return Toy.Flat(model);
    }

    private static Sequential Model(long seed)
    {
        Keras.SetRandomSeed(seed);
        Sequential model = [new Input([4]), new Dense(8, "relu"), new Dropout(0.3), new BatchNormalization(), new Dense(3, "softmax")];
        model.Compile(new Adam(0.01), "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    private static Dataset<DataBatch> Data() => Dataset.FromArrays(Toy.Rows(Samples, 4, 0.1f), Toy.Labels(Samples))
        .Map((batch, random) => new DataBatch(batch.Inputs, batch.Targets, new[] { random.NextSingle() })).Cache().Shuffle().Batch(8)
        .Map(new GaussianNoise(0.1), workers: 2).Repeat().Prefetch();

    private static History Train(Sequential model, params Callback[] callbacks) => Train(model, CancellationToken.None, callbacks);

    private static History Train(Sequential model, CancellationToken cancel, params Callback[] callbacks) => model.Fit(
        Toy.Rows(Samples, 4, 0.1f), Toy.Labels(Samples), batchSize: 8, epochs: Epochs, verbose: 0, validationSplit: 0.2, callbacks: callbacks, cancellationToken: cancel);

    private sealed class CrashException : Exception;

    /// <summary>Ends a run before a step.</summary>
    private sealed class Crash(int epoch, int batch) : Callback
    {
        private int _epoch;

        public override void OnEpochBegin(int epoch) => _epoch = epoch;

        public override void OnTrainBatchBegin(int index)
        {
            if ((_epoch, index) == (epoch, batch))
                throw new CrashException();
        }
    }

    /// <summary>A callback of one's own that remembers.</summary>
    private sealed class Counter : Callback
    {
        internal int Batches { get; private set; }

        public override void OnTrainBegin() => Batches = 0;

        public override void OnTrainBatchEnd(int batch, Logs logs) => Batches++;

        public override void KeepState(RunState state) => Batches = state.Keep("batches", Batches);
    }
}
