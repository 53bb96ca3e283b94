using KerasNet.Callbacks;
using KerasNet.Layers;

namespace KerasNet.Tests.Training;

/// <summary>Training, measuring and predicting on batches instead of arrays.</summary>
public sealed class FitDatasetTests
{
    private static Dataset<DataBatch> Batches(int rows = 10, int size = 4) => Dataset.FromArrays(Toy.Rows(rows, 4, 0.1f), Toy.Labels(rows)).Batch(size);

    /// <summary>Ways to give the same batches.</summary>
    public static TheoryData<string, Func<IEnumerable<DataBatch>>> Ways => new()
    {
        { "batches", () => Batches() },
        { "prefetched", () => Batches().Prefetch() },
        { "cached", () => Batches().Cache() },
        { "mapped", () => Batches().Map(batch => batch, workers: 2) },
        { "an array of batches", () => Batches().ToArray() },
        { "a generator", Generator },
    };

    private static IEnumerable<DataBatch> Generator()
    {
        for (int i = 0; i < 10; i += 4)
            yield return new(Part(i, Math.Min(10, i + 4)), Toy.Labels(10)[i..Math.Min(10, i + 4)]);
    }

    private static float[,] Part(int start, int end)
    {
        float[,] rows = Toy.Rows(10, 4, 0.1f), part = new float[end - start, 4];
        for (int i = 0; i < part.Length; i++)
            part[i / 4, i % 4] = rows[start + i / 4, i % 4];
        return part;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Training_on_batches_is_training_on_arrays_bit_for_bit(string name, Func<IEnumerable<DataBatch>> batches)
    {
        (History History, float[] Weights) Train(Func<Model, History> fit)
        {
            Keras.SetRandomSeed(3);
            Sequential model = Toy.Classifier();
            return (fit(model), Toy.Flat(model));
        }

        (History History, float[] Weights) arrays = Train(model => model.Fit(
            Toy.Rows(10, 4, 0.1f), Toy.Labels(10), batchSize: 4, epochs: 3, verbose: 0, shuffle: false,
            validationData: (Toy.Rows(10, 4, 0.1f), Toy.Labels(10)), validationBatchSize: 4));
        (History History, float[] Weights) data = Train(model => model.Fit(batches(), epochs: 3, verbose: 0, validationData: batches()));
        Assert.Equal(arrays.Weights, data.Weights);
        Assert.Equal(arrays.History["loss"], data.History["loss"]);
        Assert.Equal(arrays.History["val_accuracy"], data.History["val_accuracy"]);
        Assert.Equal(arrays.History["val_loss"], data.History["val_loss"]);
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Measuring_and_predicting_on_batches_is_the_same_as_on_arrays(string name, Func<IEnumerable<DataBatch>> batches)
    {
        Sequential model = Toy.Classifier();
        Assert.Equal(model.Evaluate(Toy.Rows(10, 4, 0.1f), Toy.Labels(10), batchSize: 4, verbose: 0)["loss"], model.Evaluate(batches(), verbose: 0)["loss"]);
        Assert.Equal(model.Predict(Toy.Rows(10, 4, 0.1f), batchSize: 4).ToArray(), model.Predict(batches()).ToArray());
        Assert.Equal(4, model.Predict(batches(), steps: 1).Lengths[0]);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void Steps_of_an_epoch_go_on_in_data_without_an_end()
    {
        List<float> seen = [];
        Dataset<DataBatch> numbers = Dataset.Range(3).Map(i => Single(i, seen)).Repeat();
        History history = Toy.Line(learningRate: 0).Fit(numbers, epochs: 3, verbose: 0, stepsPerEpoch: 2);
        Assert.Equal(3, history.Epoch.Count);
        Assert.Equal([0, 1, 2, 0, 1, 2], seen);
    }

    [Fact]
    public void Data_that_runs_out_starts_anew_at_the_next_epoch()
    {
        List<float> seen = [];
        Dataset<DataBatch> numbers = Dataset.Range(5).Filter(_ => true).Map(i => Single(i, seen));
        Toy.Line(learningRate: 0).Fit(numbers, epochs: 4, verbose: 0, stepsPerEpoch: 3);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], seen);
    }

    [Fact]
    public void Data_without_an_end_needs_steps()
    {
        Dataset<DataBatch> endless = Batches().Repeat();
        Assert.Contains("stepsPerEpoch", Assert.Throws<ArgumentException>(() => Toy.Classifier().Fit(endless, verbose: 0)).Message);
        Assert.Contains("validationSteps", Assert.Throws<ArgumentException>(() => Toy.Classifier().Fit(Batches(), verbose: 0, validationData: endless)).Message);
        Assert.Contains("steps", Assert.Throws<ArgumentException>(() => Toy.Classifier().Evaluate(endless, verbose: 0)).Message);
        Assert.Contains("steps", Assert.Throws<ArgumentException>(() => Toy.Classifier().Predict(endless)).Message);
    }

    [Fact]
    public void A_validation_starts_with_the_first_batch_each_time()
    {
        List<float> seen = [];
        Toy.Line(learningRate: 0).Fit(
            Dataset.FromArrays(Toy.Rows(2), Toy.Rows(2)).Batch(2), epochs: 2, verbose: 0,
            validationData: Dataset.Range(9).Map(i => Single(i, seen)).Repeat(), validationSteps: 2);
        Assert.Equal([0, 1, 0, 1], seen);
    }

    [Fact]
    public void Data_without_batches_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Toy.Classifier().Fit(Batches().Take(0), verbose: 0));
        Assert.Throws<ArgumentException>(() => Toy.Classifier().Evaluate(Batches().Take(0), verbose: 0));
        Assert.Throws<ArgumentException>(() => Toy.Classifier().Predict(Batches().Take(0)));
    }

    [Fact]
    public void Steps_are_known_after_the_first_epoch()
    {
        List<int?> steps = [];
        Recorder recorder = new() { Then = (recorder, hook) => { if (hook.StartsWith("epoch_begin", StringComparison.Ordinal)) steps.Add(recorder.Progress.Steps); } };
        Toy.Classifier().Fit(Batches().Filter(_ => true), epochs: 2, verbose: 0, callbacks: [recorder]);
        Assert.Equal([null, 3], steps);
    }

    [Fact]
    public void Sample_weights_and_class_weights_are_those_of_arrays()
    {
        double Weighted(Func<Sequential, History> fit)
        {
            Keras.SetRandomSeed(3);
            return fit(Toy.Classifier())["loss"][0];
        }

        float[] weights = [1, 2, 3, 4, 5];
        Dictionary<int, double> classes = new() { [1] = 5 };
        Dataset<DataBatch> weighted = Dataset.FromArrays(Toy.Rows(5, 4), Toy.Labels(5), weights).Batch(2);
        Dataset<DataBatch> plain = Dataset.FromArrays(Toy.Rows(5, 4), Toy.Labels(5)).Batch(2);
        Assert.Equal(
            Weighted(model => model.Fit(Toy.Rows(5, 4), Toy.Labels(5), 2, verbose: 0, shuffle: false, sampleWeight: weights)),
            Weighted(model => model.Fit(weighted, verbose: 0)));
        Assert.Equal(
            Weighted(model => model.Fit(Toy.Rows(5, 4), Toy.Labels(5), 2, verbose: 0, shuffle: false, classWeight: classes)),
            Weighted(model => model.Fit(plain, verbose: 0, classWeight: classes)));
        Assert.Throws<ArgumentException>(() => Toy.Classifier().Fit(weighted, verbose: 0, classWeight: classes));
    }

    [Fact]
    public void Inputs_and_targets_may_go_by_name()
    {
        Input left = new([1], name: "left"), right = new([1], name: "right");
        Model model = new([left, right], [left.Then(new Dense(1, name: "a")), right.Then(new Dense(1, name: "b"))]);
        model.Compile("sgd", ["mse", "mse"]);
        DataBatch batch = new(
            new Dictionary<string, KerasNet.Data.DataArray> { ["right"] = Toy.Rows(2), ["left"] = Toy.Rows(2) },
            new Dictionary<string, KerasNet.Data.DataArray> { ["b"] = Toy.Rows(2), ["a"] = Toy.Rows(2) });
        Assert.Equal(
            model.Evaluate([Toy.Rows(2), Toy.Rows(2)], [Toy.Rows(2), Toy.Rows(2)], verbose: 0)["loss"],
            model.Evaluate(Dataset.From([batch]).Batch(2), verbose: 0)["loss"]);
    }

    [Fact]
    public void Cancelling_ends_the_threads_behind()
    {
        using CancellationTokenSource source = new();
        int open = 0;
        IEnumerable<DataBatch> Endless()
        {
            open++;
            try
            {
                while (true)
                    yield return new(Toy.Rows(1), Toy.Rows(1));
            }
            finally
            {
                open--;
            }
        }

        Recorder recorder = new() { Then = (_, hook) => { if (hook.StartsWith("train_batch_end 3", StringComparison.Ordinal)) source.Cancel(); } };
        History history = Toy.Line(learningRate: 0).Fit(
            Dataset.From(Endless()).Prefetch(), verbose: 0, stepsPerEpoch: 1000, callbacks: [recorder], cancellationToken: source.Token);
        Assert.True(history.WasCancelled);
        Assert.Equal(0, open);
    }

    [Fact]
    public async Task FitAsync_takes_batches() => Assert.Equal(2, (await Toy.Classifier().FitAsync(Batches(), epochs: 2)).Epoch.Count);

    private static DataBatch Single(long number, List<float> seen)
    {
        seen.Add(number);
        return new(new float[,] { { number } }, new float[,] { { 0 } });
    }
}
