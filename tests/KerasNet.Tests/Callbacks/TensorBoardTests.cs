using System.Text;
using KerasNet.Callbacks;
using KerasNet.Callbacks.Events;
using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

public sealed class TensorBoardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keras-tensorboard-").FullName;

    private string Train => Path.Combine(_folder, "train");

    private string Validation => Path.Combine(_folder, "validation");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static History Fit(TensorBoard board, int epochs = 2, bool validate = false) => Toy.Line(metrics: ["mae"]).Fit(
        Toy.Rows(4, 1, 0.1f), Toy.Rows(4), batchSize: 1, epochs: epochs, verbose: 0, callbacks: [board],
        validationData: validate ? (Toy.Rows(2), Toy.Rows(2, 1, 3)) : null);

    [Fact]
    public void The_checksum_of_the_reader_is_the_published_one() => Assert.Equal(0xE3069283, EventReader.Crc32C(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void A_file_begins_as_those_of_TensorFlow_do()
    {
        Fit(new TensorBoard(_folder));
        byte[] bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(Train)));

        // 24 bytes, the masked checksum of that number, and the field of the time.
        Assert.Equal([0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 0x09], bytes[..13]);
    }

    [Fact]
    public void Epochs_go_to_train_and_to_validation_under_the_same_tags()
    {
        History history = Fit(new TensorBoard(_folder, writeGraph: false), validate: true);
        List<EventValue> train = EventReader.Read(Train);
        Assert.Equal(
            [("epoch_loss", 0L), ("epoch_mae", 0L), ("epoch_learning_rate", 0L), ("epoch_loss", 1L), ("epoch_mae", 1L), ("epoch_learning_rate", 1L)],
            train.Select(value => (value.Tag, value.Step)));
        Assert.Equal(history["loss"].Select(loss => (double)(float)loss), Of(train, "epoch_loss"));
        Assert.Equal([0.1f, 0.1f], Of(train, "epoch_learning_rate"));
        List<EventValue> validation = EventReader.Read(Validation);
        Assert.Equal(history["val_loss"].Select(loss => (double)(float)loss), Of(validation, "epoch_loss"));
        Assert.Equal([4L, 8L], validation.Where(value => value.Tag == "evaluation_loss_vs_iterations").Select(value => value.Step));
        Assert.Equal(history["val_mae"].Select(loss => (double)(float)loss), Of(validation, "evaluation_mae_vs_iterations"));
        Assert.All(train.Concat(validation), value => Assert.Equal(("scalars", 0), (value.Plugin, value.Shape.Length)));
    }

    [Fact]
    public void Without_validation_there_is_no_such_folder()
    {
        Fit(new TensorBoard(_folder));
        Assert.False(Directory.Exists(Validation));
    }

    [Fact]
    public void Evaluate_writes_over_the_steps_of_training()
    {
        Sequential model = Toy.Line();
        model.Fit(Toy.Rows(6), Toy.Rows(6), batchSize: 2, verbose: 0);
        model.Evaluate(Toy.Rows(1), Toy.Rows(1), verbose: 0, callbacks: [new TensorBoard(_folder)]);
        EventValue value = Assert.Single(EventReader.Read(Validation));
        Assert.Equal(("evaluation_loss_vs_iterations", 3L), (value.Tag, value.Step));
    }

    [Theory]
    [InlineData(1, new long[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData(3, new long[] { 3, 6 })]
    public void Batches_are_written_as_often_as_asked_for_and_counted_over_epochs(int every, long[] steps)
    {
        Fit(new TensorBoard(_folder, writeGraph: false, updateFreq: every));
        Assert.Equal(steps, EventReader.Read(Train).Where(value => value.Tag == "batch_loss").Select(value => value.Step));
    }

    [Fact]
    public void Every_batch_is_called_batch_and_no_batch_epoch()
    {
        Assert.Equal<UpdateFrequency>(1, "batch");
        Assert.Equal("epoch", default(UpdateFrequency).ToString());
        Assert.Contains("\"batch\"", Assert.Throws<ArgumentException>(() => (UpdateFrequency)"step").Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => (UpdateFrequency)0);
    }

    [Fact]
    public void The_speed_is_steps_by_seconds()
    {
        Ticking clock = new();
        Fit(new TensorBoard(_folder, writeGraph: false, writeStepsPerSecond: true, updateFreq: "batch") { Clock = clock }, epochs: 1);
        List<EventValue> train = EventReader.Read(Train);

        // The clock goes on by a second whenever it is asked: twice for each of four batches, and once for the epoch.
        Assert.Equal([1.0, 1.0, 1.0, 1.0], Of(train, "batch_steps_per_second"));
        Assert.Equal(4f / 9, Assert.Single(Of(train, "epoch_steps_per_second")), 6);
    }

    [Fact]
    public void The_summary_of_the_model_is_text()
    {
        Sequential model = [new Input([3]), new Dense(2, name: "first_layer")];
        model.Compile("sgd", "mse");
        model.Fit(Toy.Rows(2, 3), Toy.Rows(2, 2), verbose: 0, callbacks: [new TensorBoard(_folder)]);
        EventValue summary = EventReader.Read(Train)[0];
        Assert.Equal(("model_summary", "text", 0L), (summary.Tag, summary.Plugin, summary.Step));
        Assert.Contains("first_layer (Dense)", summary.Text);
        Assert.All(summary.Text!.TrimEnd().Split('\n'), line => Assert.StartsWith("    ", line));
    }

    [Fact]
    public void Histograms_of_weights_are_written_after_every_nth_epoch()
    {
        Sequential model = [new Input([3]), new Dense(20, name: "layer")];
        model.Compile("sgd", "mse");
        model.Fit(Toy.Rows(2, 3), Toy.Rows(2, 20), epochs: 3, verbose: 0, callbacks: [new TensorBoard(_folder, histogramFreq: 2, writeGraph: false)]);
        EventValue[] histograms = [.. EventReader.Read(Train).Where(value => value.Plugin == "histograms")];
        Assert.Equal(
            [("layer/kernel/histogram", 0L), ("layer/bias/histogram", 0L), ("layer/kernel/histogram", 2L), ("layer/bias/histogram", 2L)],
            histograms.Select(value => (value.Tag[value.Tag.IndexOf("layer/", StringComparison.Ordinal)..], value.Step)));
        EventValue last = histograms[2];
        Assert.Equal([30, 3], last.Shape);
        float[] kernel = model.GetWeights()[0].ToArray();
        Assert.Equal((kernel.Min(), kernel.Max()), ((float)last.Numbers[0], (float)last.Numbers[88]));
        double[][] rows = [.. last.Numbers.Chunk(3)];
        Assert.Equal(kernel.Length, rows.Sum(row => row[2]));
        Assert.All(rows[1..].Zip(rows), pair => Assert.Equal(pair.Second[1], pair.First[0]));
    }

    [Fact]
    public void Histograms_count_by_ranges_of_equal_width()
    {
        double[] rows = HistogramBuckets.Of(TensorData.From<float>([0, 0.5f, 1, 15, 29.5f, 30], [6]));
        Assert.Equal(90, rows.Length);
        Assert.Equal([0.0, 1.0, 2.0], rows[..3]);
        Assert.Equal([1.0, 2.0, 1.0], rows[3..6]);
        Assert.Equal([15.0, 16.0, 1.0], rows[45..48]);
        Assert.Equal([29.0, 30.0, 2.0], rows[87..]);
    }

    [Fact]
    public void Histograms_of_one_number_of_none_and_of_NaN()
    {
        Assert.Equal([1.5, 2.5, 3.0], HistogramBuckets.Of(TensorData.From<float>([2, 2, 2], [3])));
        Assert.Equal([1.5, 2.5, 1.0], HistogramBuckets.Of(TensorData.From<float>([float.NaN, 2, float.PositiveInfinity], [3])));
        Assert.Empty(HistogramBuckets.Of(TensorData.From<float>([float.NaN], [1])));
        Assert.Empty(HistogramBuckets.Of(new TensorData([0], DType.Float32)));
    }

    [Fact]
    public void An_event_is_in_the_file_at_once()
    {
        List<int> counts = [];
        Toy.Line().Fit(
            Toy.Rows(1), Toy.Rows(1), epochs: 3, verbose: 0,
            callbacks: [new TensorBoard(_folder, writeGraph: false), new LambdaCallback(onEpochEnd: (_, _) => counts.Add(EventReader.Read(Train).Count))]);
        Assert.Equal([2, 4, 6], counts);
    }

    [Fact]
    public void Every_run_writes_a_file_of_its_own()
    {
        TensorBoard board = new(_folder);
        Fit(board, 1);
        Fit(board, 1);
        string[] files = Directory.GetFiles(Train);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Single(EventReader.ReadFile(file), value => value.Tag == "epoch_loss"));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new TensorBoard(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoard(histogramFreq: -1));
    }

    private static IEnumerable<double> Of(List<EventValue> values, string tag) => values.Where(value => value.Tag == tag).Select(value => Assert.Single(value.Numbers));

    /// <summary>A clock that goes on by a second whenever it is asked for a timestamp.</summary>
    private sealed class Ticking : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }
}
