using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Tests.Training;

public sealed class EvaluateTests
{
    private static Sequential Frozen => Toy.Line(learningRate: 0, metrics: ["mae"], weightedMetrics: ["mae"]);

    [Fact]
    public void Results_are_means_over_all_rows()
    {
        Logs logs = Frozen.Evaluate(Toy.Rows(5), new float[5, 1], batchSize: 2, verbose: 0);
        Assert.Equal(6, logs["loss"], 5);
        Assert.Equal(2, logs["mae"], 5);
    }

    [Fact]
    public void Results_come_sorted_by_name() =>
        Assert.Equal(["loss", "mae", "weighted_mae"], Frozen.Evaluate(Toy.Rows(2), Toy.Rows(2), verbose: 0).Keys);

    [Fact]
    public void Steps_look_at_the_first_batches_only() =>
        Assert.Equal(3.5, Frozen.Evaluate(Toy.Rows(10), new float[10, 1], batchSize: 2, steps: 2, verbose: 0)["loss"], 5);

    [Fact]
    public void Sample_weights_count_in_the_loss_and_the_weighted_metric()
    {
        Logs logs = Frozen.Evaluate(Toy.Rows(2), new float[2, 1], sampleWeight: new[] { 1f, 3 }, verbose: 0);
        Assert.Equal([1.5, 0.5, 0.75], logs.Values.Select(value => Math.Round(value, 5)));
    }

    [Fact]
    public void It_changes_no_weights_and_starts_afresh_each_time()
    {
        Sequential model = Toy.Line();
        double first = model.Evaluate(Toy.Rows(4), new float[4, 1], verbose: 0)["loss"];
        Assert.Equal(first, model.Evaluate(Toy.Rows(4), new float[4, 1], verbose: 0)["loss"]);
        Assert.Equal(1, Toy.Weight(model));
    }

    [Fact]
    public void A_cancelled_evaluation_throws()
    {
        using CancellationTokenSource source = new();
        LambdaCallback stop = new(onTestBatchEnd: (_, _) => source.Cancel());
        Assert.Throws<OperationCanceledException>(() =>
            Frozen.Evaluate(Toy.Rows(4), Toy.Rows(4), batchSize: 1, verbose: 0, callbacks: [stop], cancellationToken: source.Token));
    }

    [Fact]
    public void TestOnBatch_measures_without_training()
    {
        Sequential model = Toy.Line();
        Assert.Equal(2.5, model.TestOnBatch(new[,] { { 1f }, { 2 } }, new float[2, 1])["loss"], 5);
        Assert.Equal(1, Toy.Weight(model));
    }

    [Fact]
    public void TrainOnBatch_trains_one_step_and_gives_the_loss_before_it()
    {
        Sequential model = Toy.Line(learningRate: 0.1);
        Assert.Equal(4, model.TrainOnBatch(new[,] { { 2f } }, new float[1, 1])["loss"], 5);
        Assert.Equal(0.2f, Toy.Weight(model), 5);
    }

    [Fact]
    public void Each_batch_starts_metrics_afresh()
    {
        Sequential model = Toy.Line(learningRate: 0);
        model.TrainOnBatch(new[,] { { 9f } }, new float[1, 1]);
        Assert.Equal(1, model.TrainOnBatch(new[,] { { 1f } }, new float[1, 1])["loss"], 5);
    }

    [Fact]
    public void TrainOnBatch_takes_class_weights_or_sample_weights_but_not_both()
    {
        Sequential model = Toy.Line(learningRate: 0);
        Assert.Equal(8, model.TrainOnBatch(new[,] { { 2f } }, new[,] { { 0f } }, classWeight: new Dictionary<int, double> { [0] = 2 })["loss"], 5);
        Assert.Throws<ArgumentException>(() =>
            model.TrainOnBatch(new[,] { { 2f } }, new[,] { { 0f } }, sampleWeight: new[] { 1f }, classWeight: new Dictionary<int, double>()));
    }

    [Fact]
    public void Class_weights_need_a_single_output() => Assert.Contains("single output", Assert.Throws<ArgumentException>(() =>
        Toy.TwoHeads().Compile("sgd", "mse").TrainOnBatch(Toy.Rows(1, 2), [Toy.Rows(1), Toy.Rows(1, 3)], classWeight: new Dictionary<int, double>())).Message);

    [Fact]
    public void Dropout_acts_in_training_only()
    {
        Sequential model = [new Input([100]), new Dropout(0.5)];
        model.Compile(new SGD(0.0), "mse");
        float[,] ones = new float[1, 100];
        for (int i = 0; i < 100; i++)
            ones[0, i] = 1;
        Assert.Equal(0, model.TestOnBatch(ones, ones)["loss"]);
        Assert.Equal(1, model.TrainOnBatch(ones, ones)["loss"], 5);
    }
}
