using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Tests.Training;

public sealed class FitTests
{
    private static double[] LossesPerBatch(int rows, Action<float[,], float[,], Recorder> fit)
    {
        Recorder recorder = new();
        fit(Toy.Rows(rows), new float[rows, 1], recorder);
        return [.. recorder.BatchLosses];
    }

    /// <summary>The mean of x² of each batch that a model saw that learns nothing.</summary>
    private static Sequential Frozen => Toy.Line(learningRate: 0);

    private static History Quiet(Model model, int rows = 8, int epochs = 1, double validationSplit = 0) =>
        model.Fit(Toy.Rows(rows), new float[rows, 1], epochs: epochs, verbose: 0, validationSplit: validationSplit, shuffle: false);

    [Fact]
    public void The_last_batch_may_be_shorter() =>
        Assert.Equal([0.5, 14 / 4.0, 30 / 5.0], LossesPerBatch(5, (x, y, see) => Frozen.Fit(x, y, batchSize: 2, verbose: 0, callbacks: [see], shuffle: false)));

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_rows() => Assert.Equal(30 / 5.0, Quiet(Frozen, 5)["loss"][0], 5);

    [Fact]
    public void A_batch_may_be_larger_than_the_data() =>
        Assert.Single(LossesPerBatch(3, (x, y, see) => Frozen.Fit(x, y, batchSize: 100, verbose: 0, callbacks: [see])));

    [Fact]
    public void Batches_hold_32_rows_unless_told_otherwise() =>
        Assert.Equal(2, LossesPerBatch(33, (x, y, see) => Frozen.Fit(x, y, verbose: 0, callbacks: [see])).Length);

    [Fact]
    public void InitialEpoch_is_where_counting_starts()
    {
        History history = Toy.Line().Fit(Toy.Rows(2), Toy.Rows(2), epochs: 4, initialEpoch: 2, verbose: 0);
        Assert.Equal([2, 3], history.Epoch);
    }

    [Fact]
    public void Epochs_0_trains_nothing()
    {
        Sequential model = Toy.Line();
        Assert.Empty(Quiet(model, epochs: 0).Epoch);
        Assert.Equal(1, Toy.Weight(model));
    }

    [Theory]
    [InlineData(10, 0.25, 7)]
    [InlineData(10, 0.8, 1)]
    [InlineData(10, 0.35, 6)]
    public void ValidationSplit_holds_back_the_last_rows(int rows, double split, int trained)
    {
        History history = Quiet(Frozen, rows, validationSplit: split);
        Assert.Equal(Enumerable.Range(0, trained).Average(i => (double)i * i), history["loss"][0], 4);
        Assert.Equal(Enumerable.Range(trained, rows - trained).Average(i => (double)i * i), history["val_loss"][0], 4);
    }

    [Fact]
    public void ValidationSplit_takes_its_rows_before_shuffling()
    {
        History history = Frozen.Fit(Toy.Rows(10), new float[10, 1], verbose: 0, validationSplit: 0.2);
        Assert.Equal((64 + 81) / 2.0, history["val_loss"][0], 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void ValidationSplit_must_be_a_part(double split) => Assert.Throws<ArgumentOutOfRangeException>(() => Quiet(Frozen, validationSplit: split));

    [Fact]
    public void A_split_that_leaves_a_side_empty_is_refused() =>
        Assert.Contains("1 samples", Assert.Throws<ArgumentException>(() => Quiet(Frozen, 1, validationSplit: 0.5)).Message);

    [Fact]
    public void ValidationData_win_over_the_split()
    {
        History history = Frozen.Fit(
            Toy.Rows(4), new float[4, 1], verbose: 0, validationSplit: 0.5, validationData: (new[,] { { 5f } }, new[,] { { 0f } }));
        Assert.Equal(14 / 4.0, history["loss"][0], 5);
        Assert.Equal(25, history["val_loss"][0], 5);
    }

    [Fact]
    public void ValidationFreq_validates_every_nth_epoch() =>
        Assert.Equal(2, Toy.Line().Fit(Toy.Rows(4), Toy.Rows(4), epochs: 5, verbose: 0, validationSplit: 0.5, validationFreq: 2)["val_loss"].Count);

    [Fact]
    public void ValidationFreq_may_list_epochs_from_1()
    {
        List<int> validated = [];
        LambdaCallback see = new(onEpochEnd: (epoch, logs) =>
        {
            if (logs.ContainsKey("val_loss"))
                validated.Add(epoch);
        });
        Toy.Line().Fit(Toy.Rows(4), Toy.Rows(4), epochs: 4, verbose: 0, validationSplit: 0.5, validationFreq: new[] { 1, 4 }, callbacks: [see]);
        Assert.Equal([0, 3], validated);
    }

    [Fact]
    public void ValidationSteps_see_the_first_batches()
    {
        History history = Frozen.Fit(
            Toy.Rows(2), new float[2, 1], epochs: 2, verbose: 0, validationData: (Toy.Rows(10), new float[10, 1]), validationSteps: 2, validationBatchSize: 2);
        Assert.Equal([3.5, 3.5], history["val_loss"]);
    }

    [Fact]
    public void ValidationSampleWeight_counts_in_val_loss()
    {
        History history = Frozen.Fit(
            Toy.Rows(2), new float[2, 1], verbose: 0, validationData: (Toy.Rows(2), new float[2, 1]), validationSampleWeight: new[] { 0f, 4 });
        Assert.Equal(2, history["val_loss"][0], 5);
    }

    [Fact]
    public void Shuffling_visits_every_row_once_in_another_order_each_epoch()
    {
        Recorder recorder = new();
        Frozen.Fit(Toy.Rows(16), new float[16, 1], batchSize: 16, epochs: 2, verbose: 0, callbacks: [recorder]);
        Assert.All(recorder.BatchLosses, loss => Assert.Equal(Enumerable.Range(0, 16).Average(i => (double)i * i), loss, 3));

        double[][] orders = [.. Enumerable.Range(0, 2).Select(_ => FirstRows(true))];
        Assert.NotEqual(orders[0], orders[1]);
        Assert.NotEqual(FirstRows(false), orders[0]);
    }

    [Fact]
    public void Shuffle_batch_keeps_rows_together()
    {
        // Running means of (0,1), (2,3)…: each batch alone has the mean of squares of two neighbours.
        Recorder recorder = new();
        Frozen.Fit(Toy.Rows(16), new float[16, 1], batchSize: 2, verbose: 0, callbacks: [recorder], shuffle: "batch");
        double[] sums = [.. recorder.BatchLosses.Select((mean, i) => mean * (i + 1))];
        double[] single = [.. sums.Select((sum, i) => i == 0 ? sum : sum - sums[i - 1])];
        Assert.Equal(Enumerable.Range(0, 8).Select(i => ((2 * i * 2 * i) + ((2 * i + 1) * (2 * i + 1))) / 2.0), single.Order().Select(value => Math.Round(value, 2)));
    }

    [Fact]
    public void Another_word_for_shuffle_is_refused() =>
        Assert.Contains("\"batch\"", Assert.Throws<ArgumentException>(() => Frozen.Fit(Toy.Rows(2), Toy.Rows(2), shuffle: "batches")).Message);

    [Fact]
    public void StepsPerEpoch_go_on_where_the_last_epoch_stopped() =>
        Assert.Equal(
            [0, 1, 4, 9],
            PerBatch(see => Frozen.Fit(Toy.Rows(4), new float[4, 1], batchSize: 1, epochs: 2, stepsPerEpoch: 2, verbose: 0, callbacks: [see], shuffle: false), 2));

    [Fact]
    public void StepsPerEpoch_that_use_up_the_data_exactly_start_again() =>
        Assert.Equal(
            [0, 1, 0, 1],
            PerBatch(see => Frozen.Fit(Toy.Rows(2), new float[2, 1], batchSize: 1, epochs: 2, stepsPerEpoch: 2, verbose: 0, callbacks: [see], shuffle: false), 2));

    [Fact]
    public void An_epoch_that_runs_out_of_data_ends_and_the_next_starts_again()
    {
        Recorder recorder = new();
        History history = Frozen.Fit(Toy.Rows(3), new float[3, 1], batchSize: 1, epochs: 3, stepsPerEpoch: 2, verbose: 0, callbacks: [recorder], shuffle: false);
        Assert.Equal([0.5, 4, 0.5], history["loss"]);
    }

    [Fact]
    public void ClassWeight_weighs_rows_and_is_1_where_missing()
    {
        History history = Frozen.Fit(
            new[,] { { 1f }, { 1 } }, new[,] { { 0f }, { 3 } }, verbose: 0, classWeight: new Dictionary<int, double> { [3] = 10 });
        Assert.Equal((1 + 40) / 2.0, history["loss"][0], 4);
    }

    [Fact]
    public void ClassWeight_reads_one_hot_targets()
    {
        Sequential model = [new Input([2]), new Dense(2, kernelInitializer: new KerasNet.Layers.Zeros())];
        model.Compile(new SGD(0.0), "mse");
        History history = model.Fit(
            Toy.Rows(2, 2), new[,] { { 1f, 0 }, { 0, 1 } }, verbose: 0, classWeight: new Dictionary<int, double> { [0] = 2, [1] = 4 });
        Assert.Equal((0.5 * 2 + 0.5 * 4) / 2, history["loss"][0], 5);
    }

    [Fact]
    public void ClassWeight_does_not_touch_validation() =>
        Assert.Equal(9, Frozen.Fit(
            Toy.Rows(4), new float[4, 1], verbose: 0, validationSplit: 0.25, classWeight: new Dictionary<int, double> { [0] = 100 })["val_loss"][0], 4);

    [Fact]
    public void ClassWeight_and_sampleWeight_do_not_go_together() => Assert.Throws<ArgumentException>(() =>
        Frozen.Fit(Toy.Rows(2), Toy.Rows(2), verbose: 0, classWeight: new Dictionary<int, double>(), sampleWeight: new[] { 1f, 1 }));

    [Fact]
    public void SampleWeight_divides_by_the_rows_not_by_the_weights() =>
        Assert.Equal((0 + 6 + 0) / 3.0, Frozen.Fit(Toy.Rows(3), new float[3, 1], verbose: 0, sampleWeight: new[] { 5f, 6, 0 })["loss"][0], 5);

    [Fact]
    public void SampleWeight_may_weigh_steps()
    {
        Sequential model = [new Input([2, 1]), new Dense(1, kernelInitializer: new Ones())];
        model.Compile(new SGD(0.0), "mse");
        float[,,] x = { { { 1 }, { 2 } } };
        Assert.Equal((1 * 3 + 4 * 0) / 2.0, model.Fit(x, new float[1, 2, 1], verbose: 0, sampleWeight: new[,] { { 3f, 0 } })["loss"][0], 5);
    }

    [Fact]
    public void A_row_weight_on_a_loss_per_step_is_refused()
    {
        Sequential model = [new Input([3, 1]), new Dense(1)];
        model.Compile(new SGD(0.0), "mse");
        Assert.Throws<ShapeException>(() => model.Fit(new float[2, 3, 1], new float[2, 3, 1], verbose: 0, sampleWeight: new[] { 3f, 0 }));
    }

    [Fact]
    public void Weights_touch_weighted_metrics_only()
    {
        Sequential model = Toy.Line(learningRate: 0, metrics: ["mae"], weightedMetrics: ["mae"]);
        History history = model.Fit(Toy.Rows(2), new float[2, 1], verbose: 0, sampleWeight: new[] { 3f, 1 });
        Assert.Equal(0.5, history["mae"][0], 5);
        Assert.Equal(0.25, history["weighted_mae"][0], 5);
    }

    [Fact]
    public void The_split_divides_sample_weights_too()
    {
        History history = Frozen.Fit(Toy.Rows(4), new float[4, 1], verbose: 0, validationSplit: 0.25, sampleWeight: new[] { 0f, 0, 0, 2 });
        Assert.Equal(0, history["loss"][0]);
        Assert.Equal(18, history["val_loss"][0], 4);
    }

    [Fact]
    public void Data_of_several_inputs_come_by_name()
    {
        Input a = new([1], name: "a"), b = new([1], name: "b");
        Model model = new([a, b], [new Subtract(name: "difference").Apply([a.Output, b.Output])[0].Then(new Dense(1, kernelInitializer: new Ones()))]);
        model.Compile(new SGD(0.0), "mse");
        Dictionary<string, DataArray> x = new() { ["b"] = new[,] { { 1f } }, ["a"] = new[,] { { 4f } } };
        Assert.Equal(9, model.Fit(x, new[,] { { 0f } }, verbose: 0)["loss"][0], 5);
    }

    [Fact]
    public void Data_without_samples_are_refused()
    {
        Sequential model = Frozen;
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(() => Quiet(model, 0)).Message);
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(() => model.Evaluate(new float[0, 1], new float[0, 1])).Message);
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(() => model.Predict(new float[0, 1])).Message);
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(() => model.TrainOnBatch(new float[0, 1], new float[0, 1])).Message);
    }

    [Fact]
    public void Data_without_samples_are_refused_with_callbacks_of_ones_own() =>
        Assert.Throws<ArgumentException>(() => Frozen.Fit(new float[0, 1], new float[0, 1], verbose: 0, callbacks: [new Recorder()]));

    [Fact]
    public void Different_numbers_of_samples_are_refused()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Frozen.Fit(Toy.Rows(3), Toy.Rows(2), verbose: 0));
        Assert.Contains("(3, 1)", e.Message);
        Assert.Contains("(2, 1)", e.Message);
    }

    [Fact]
    public void Missing_targets_are_refused_by_the_name_of_the_output()
    {
        Sequential model = [new Input([1]), new Dense(1, name: "price")];
        model.Compile("sgd", "mse");
        Assert.Contains("'price'", Assert.Throws<ArgumentException>(() => model.Fit(Toy.Rows(2), verbose: 0)).Message);
    }

    [Fact]
    public void Targets_of_another_width_are_refused()
    {
        Sequential model = [new Input([2]), new Dense(3, "softmax")];
        model.Compile("sgd", "categorical_crossentropy");
        Assert.ThrowsAny<ArgumentException>(() => model.Fit(Toy.Rows(2, 2), Toy.Rows(2, 4), verbose: 0));
    }

    [Fact]
    public void Numbers_that_are_not_finite_go_through_to_the_loss() =>
        Assert.Equal(double.NaN, Frozen.Fit(new[,] { { float.NaN } }, new[,] { { 0f } }, verbose: 0)["loss"][0]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_batch_size_below_1_is_refused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Frozen.Fit(Toy.Rows(2), Toy.Rows(2), batchSize: size, verbose: 0));

    [Fact]
    public void Training_before_Compile_says_what_to_do() =>
        Assert.Contains("Compile", Assert.Throws<InvalidOperationException>(() => new Sequential([new Dense(1)]).Fit(Toy.Rows(2), Toy.Rows(2))).Message);

    [Fact]
    public void Fit_again_goes_on_with_the_optimizer_as_it_was()
    {
        Sequential once = Toy.Line(), twice = Toy.Line();
        once.Compile(new Adam(0.1), "mse");
        twice.Compile(new Adam(0.1), "mse");
        Quiet(once, epochs: 4);
        Quiet(twice, epochs: 2);
        Quiet(twice, epochs: 2);
        Assert.Equal(Toy.Weight(once), Toy.Weight(twice));
        Assert.Equal(4, twice.Optimizer.Iterations.Value.GetDouble(0));
    }

    [Fact]
    public void Compile_starts_a_fresh_optimizer_and_keeps_the_weights()
    {
        Sequential model = Toy.Line();
        Quiet(model);
        float weight = Toy.Weight(model);
        model.Compile("adam", "mse");
        Assert.Equal(0, model.Optimizer.Iterations.Value.GetDouble(0));
        Assert.Equal(weight, Toy.Weight(model));
    }

    [Fact]
    public void A_frozen_layer_is_not_trained_after_Compile()
    {
        Sequential model = [new Input([1]), new Dense(1, name: "a"), new Dense(1, name: "b")];
        model.GetLayer("a").Trainable = false;
        model.Compile("sgd", "mse");
        float[] before = Toy.Flat(model);
        model.Fit(Toy.Rows(4), Toy.Labels(4), verbose: 0);
        float[] after = Toy.Flat(model);
        Assert.Equal(before[..2], after[..2]);
        Assert.NotEqual(before[2..], after[2..]);
    }

    [Fact]
    public void Thawing_a_layer_acts_with_the_next_Compile()
    {
        Sequential model = Toy.Line();
        model.Layers[0].Trainable = false;
        model.Compile("sgd", "mse");
        Quiet(model);
        Assert.Equal(1, Toy.Weight(model));
        model.Layers[0].Trainable = true;
        model.Compile("sgd", "mse");
        Quiet(model);
        Assert.NotEqual(1, Toy.Weight(model));
    }

    private static double[] FirstRows(bool shuffle)
    {
        Recorder recorder = new();
        Frozen.Fit(Toy.Rows(16), new float[16, 1], batchSize: 1, verbose: 0, callbacks: [recorder], shuffle: shuffle);
        return [.. recorder.BatchLosses];
    }

    private static double[] PerBatch(Action<Recorder> fit, int stepsPerEpoch)
    {
        Recorder recorder = new();
        fit(recorder);
        return [.. recorder.BatchLosses.Select((mean, i) => i % stepsPerEpoch == 0 ? mean : mean * (i % stepsPerEpoch + 1) - recorder.BatchLosses[i - 1] * (i % stepsPerEpoch))];
    }
}
