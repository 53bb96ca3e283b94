using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

[Collection(AloneCollection.Name)]
public sealed class AugmentationTests
{
    private static readonly float[,] s_ones = { { 1 }, { 1 }, { 1 }, { 1 } };

    [Fact]
    public void Only_what_is_trained_on_is_transformed()
    {
        Sequential model = Toy.Line(learningRate: 0);
        History history = model.Fit(s_ones, s_ones, verbose: 0, validationData: (s_ones, s_ones), callbacks: [new Augmentation([new Lambda(x => 3 * x)])]);
        Assert.Equal(4, history["loss"][0]);
        Assert.Equal(0, history["val_loss"][0]);
        Assert.Equal(0, model.Evaluate(s_ones, s_ones, verbose: 0)["loss"]);
        Assert.All(model.Predict(s_ones).ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Transforms_follow_each_other_and_leave_the_data_alone()
    {
        float[,] x = { { 1 }, { 2 } };
        Capture capture = new();
        Augmentation augmentation = new([new Lambda(x => x + 1), new Lambda(x => 10 * x)]);
        Toy.Line().Fit(x, x, epochs: 2, verbose: 0, shuffle: false, callbacks: [augmentation, capture]);
        Assert.Equal([[20, 30], [20, 30]], capture.Batches);
        Assert.Equal(new float[,] { { 1 }, { 2 } }, x);
    }

    [Fact]
    public void The_same_seed_trains_the_same_history_with_one_thread_and_with_two()
    {
        double[] Train(long? seed, int threads)
        {
            int before = Keras.Threads;
            try
            {
                Keras.Threads = threads;
                Keras.SetRandomSeed(5);
                Sequential model = Toy.Classifier(64);
                Keras.SetRandomSeed(seed ?? Environment.TickCount64);
                Augmentation augmentation = new([new GaussianNoise(0.5), new GaussianDropout(0.2)], seed);
                return [.. model.Fit(Toy.Rows(100, 64, 1e-4f), Toy.Labels(100), epochs: 3, verbose: 0, shuffle: false, callbacks: [augmentation])["loss"]];
            }
            finally
            {
                Keras.Threads = before;
            }
        }

        double[] once = Train(1, 1);
        Assert.Equal(once, Train(1, 2));
        Assert.NotEqual(once, Train(2, 1));
        Assert.NotEqual(once, Train(null, 1));
    }

    [Fact]
    public void Every_batch_of_every_epoch_draws_anew()
    {
        Capture capture = new();
        Toy.Line(learningRate: 0).Fit(s_ones, s_ones, batchSize: 2, epochs: 3, verbose: 0, callbacks: [new Augmentation([new GaussianNoise(0.5)], seed: 1), capture]);
        Assert.Equal(12, capture.Batches.SelectMany(batch => batch).Distinct().Count());
    }

    [Fact]
    public void Layers_may_come_as_a_model()
    {
        double[] Noise(Layer layer)
        {
            Capture capture = new();
            Toy.Line().Fit(s_ones, s_ones, verbose: 0, callbacks: [new Augmentation([layer], seed: 2), capture]);
            return capture.Batches[0];
        }

        Assert.Equal(Noise(new GaussianNoise(0.5)), Noise(new Sequential([new GaussianNoise(0.5)])));
        Assert.Equal(Noise(new GaussianNoise(0.5)), Noise(new Sequential([new Input([1]), new GaussianNoise(0.5)])));
    }

    [Fact]
    public void A_layer_keeps_a_seed_of_its_own()
    {
        double[] Noise(long? own, long? seed)
        {
            Capture capture = new();
            Toy.Line().Fit(s_ones, s_ones, verbose: 0, callbacks: [new Augmentation([new GaussianNoise(0.5, own)], seed), capture]);
            return capture.Batches[0];
        }

        Assert.Equal(Noise(7, null), Noise(7, 1));
        Assert.NotEqual(Noise(7, 1), Noise(null, 1));
    }

    [Fact]
    public void What_a_callback_writes_is_what_the_step_trains_on()
    {
        List<int> sizes = [];
        LambdaCallback write = new(onTrainBatchData: (batch, data) =>
        {
            sizes.Add(data.Size);
            data.Inputs[0].AsSpan<float>().Fill(2);
            data.Targets[0].AsSpan<float>().Fill(batch);
            data.SampleWeights[0].AsSpan<float>().Fill(3);
        });
        History history = Toy.Line(learningRate: 0).Fit(s_ones, s_ones, batchSize: 3, verbose: 0, callbacks: [write], sampleWeight: new float[] { 1, 1, 1, 1 });
        Assert.Equal([3, 1], sizes);
        Assert.Equal((3 * 3 * 4 + 3 * 1) / 4.0, history["loss"][0], 5);
    }

    [Fact]
    public void Bytes_are_rounded_and_held_within_their_range()
    {
        byte[,] x = { { 0 }, { 3 }, { 200 } };
        Capture capture = new();
        Toy.Line().Fit(x, Toy.Rows(3), verbose: 0, shuffle: false, callbacks: [new Augmentation([new Lambda(x => 1.6 * x - 1)]), capture]);
        Assert.Equal([0, 4, 255], capture.Batches[0]);
    }

    [Fact]
    public void MixUp_mixes_the_targets_too()
    {
        float[,,,] x = new float[8, 2, 2, 1];
        float[,] y = new float[8, 1];
        for (int i = 0; i < 8; i++)
            y[i, 0] = x[i, 0, 0, 0] = x[i, 0, 1, 0] = x[i, 1, 0, 0] = x[i, 1, 1, 0] = i;
        Capture capture = new();
        Sequential model = [new Input([2, 2, 1]), new Flatten(), new Dense(1)];
        model.Compile("sgd", "mse");
        model.Fit(x, y, verbose: 0, callbacks: [new Augmentation([new RandomFlip("horizontal"), new MixUp(1)], seed: 3), capture]);
        double[] targets = capture.Targets[0];
        Assert.Contains(targets, target => target != Math.Round(target));
        Assert.All(capture.Batches[0].Chunk(4).Zip(targets), pair => Assert.All(pair.First, pixel => Assert.Equal(pair.Second, pixel, 4)));
    }

    [Fact]
    public void Targets_that_cannot_be_mixed_are_refused()
    {
        Sequential model = [new Input([2, 2, 1]), new Flatten(), new Dense(3)];
        model.Compile("sgd", "sparse_categorical_crossentropy");
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            model.Fit(new float[4, 2, 2, 1], Toy.Labels(4), verbose: 0, callbacks: [new Augmentation([new MixUp()])]));
        Assert.Contains("one-hot", e.Message);
    }

    [Fact]
    public void One_of_several_inputs_is_chosen_by_its_name()
    {
        Input a = new([1], name: "a"), b = new([1], name: "b");
        Model model = new([a, b], [new[] { a.Output, b.Output }.Then(new Add())]);
        model.Compile("sgd", "mse");
        double Loss(string? input) =>
            model.Fit([s_ones, s_ones], s_ones, verbose: 0, callbacks: [new Augmentation([new Lambda(x => 0 * x)], input: input)])["loss"][0];

        Assert.Equal(0, Loss("b"));
        Assert.Contains("input: \"a\"", Assert.Throws<ArgumentException>(() => Loss(null)).Message);
        Assert.Contains("a, b", Assert.Throws<ArgumentException>(() => Loss("c")).Message);
    }

    [Fact]
    public void A_layer_that_changes_the_shape_is_named()
    {
        Augmentation augmentation = new([new Identity(), new RepeatVector(2, name: "twice")]);
        ShapeException e = Assert.Throws<ShapeException>(() => Toy.Line().Fit(s_ones, s_ones, verbose: 0, callbacks: [augmentation]));
        Assert.Contains("RepeatVector 'twice' made (4, 2, 1) of (4, 1)", e.Message);
        Assert.Throws<ArgumentException>(() => new Augmentation([]));
    }

    [Fact]
    public void A_warm_batch_allocates_nothing()
    {
        // Two epochs that differ in nothing but their number of steps.
        Sequential model = Toy.Classifier();
        long Allocated(int steps)
        {
            List<long> marks = new(16);
            LambdaCallback mark = new(
                onEpochBegin: _ => marks.Add(GC.GetAllocatedBytesForCurrentThread()),
                onEpochEnd: (_, _) => marks.Add(GC.GetAllocatedBytesForCurrentThread()));
            Augmentation augmentation = new([new GaussianNoise(0.1)], seed: 1);
            model.Fit(Toy.Rows(steps * 4, 4, 0.01f), Toy.Labels(steps * 4), batchSize: 4, epochs: 3, verbose: 0, callbacks: [augmentation, mark]);
            return marks[^1] - marks[^2];
        }

        Allocated(10);
        Assert.Equal(Allocated(10), Allocated(210));
    }

    /// <summary>Writes down the numbers that steps train on.</summary>
    private sealed class Capture : Callback
    {
        internal List<double[]> Batches { get; } = [];

        internal List<double[]> Targets { get; } = [];

        public override void OnTrainBatchData(int batch, TrainingBatch data)
        {
            Batches.Add(data.Inputs[0].Numbers());
            Targets.Add(data.Targets[0].Numbers());
        }
    }
}
