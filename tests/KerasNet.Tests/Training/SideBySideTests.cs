using System.Collections.Concurrent;
using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Tests.Training;

/// <summary>Models that are built, trained, saved and loaded on several threads at once come to what they come to alone.</summary>
public class SideBySideTests
{
    private const int Threads = 4;
    private const int Rounds = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Models_do_not_disturb_each_other(int engineThreads)
    {
        Func<string>[] jobs = [Dense, Convolution, Recurrent, Texts, Functional, Saved];
        string[] alone = [.. jobs.Select((job, i) => InSession(job, i, engineThreads))];
        ConcurrentBag<(int Job, string Result)> results = [];
        ConcurrentBag<Exception> failures = [];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < Rounds * jobs.Length; i++)
                {
                    int job = (number + i) % jobs.Length;
                    results.Add((job, InSession(jobs[job], job, engineThreads)));
                }
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.Empty(failures);
        Assert.Equal(Threads * Rounds * jobs.Length, results.Count);
        Assert.All(results, result => Assert.Equal(alone[result.Job], result.Result));
    }

    [Fact]
    public void Without_sessions_nothing_breaks_either()
    {
        ConcurrentBag<Exception> failures = [];
        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i =>
        {
            try
            {
                _ = (i % 2 == 0 ? Dense() : Functional()).Length;
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        });

        Assert.Empty(failures);
    }

    private static string InSession(Func<string> job, int seed, int threads)
    {
        using IDisposable session = Keras.Session(seed, threads);
        return job();
    }

    private static string Dense()
    {
        Sequential model = [new Input([8]), new Dense(16, "relu"), new BatchNormalization(), new Dropout(0.3), new Dense(3, "softmax")];
        model.Compile(new Adam(0.01), "sparse_categorical_crossentropy", ["accuracy"]);
        History history = model.Fit(Numbers(48, 8), Labels(48), batchSize: 16, epochs: 2, verbose: 0, validationSplit: 0.25);
        return Describe(model, history);
    }

    private static string Convolution()
    {
        Sequential model =
        [
            new Input([8, 8, 1]), new RandomFlip("horizontal"), new Conv2D(4, 3, activation: "relu"), new MaxPooling2D(), new Flatten(), new Dense(3),
        ];
        model.Compile("sgd", "mse");
        History history = model.Fit(KerasNet.Data.DataArray.Of(Flat(24 * 64), [24, 8, 8, 1]), Numbers(24, 3), batchSize: 8, verbose: 0, callbacks:
        [
            new Augmentation([new RandomBrightness(0.1, valueRange: [0, 1])], seed: 3),
        ]);
        return Describe(model, history);
    }

    private static string Recurrent()
    {
        Sequential model = [new Input([6, 2]), new LSTM(4, returnSequences: true), new GRU(3), new Dense(1)];
        model.Compile(new RMSprop(0.01), "mse");
        History history = model.Fit(KerasNet.Data.DataArray.Of(Flat(16 * 12), [16, 6, 2]), Numbers(16, 1), batchSize: 8, verbose: 0, shuffle: true);
        return Describe(model, history);
    }

    private static string Texts()
    {
        string[] texts = [.. Enumerable.Range(0, 16).Select(i => $"word{i % 5} and word{i % 3}")];
        TextVectorization words = new(outputSequenceLength: 4);
        words.Adapt(texts);
        Sequential model = [words, new Embedding(16, 4), new GlobalAveragePooling1D(), new Dense(1, "sigmoid")];
        model.Compile("adam", "binary_crossentropy");
        return Describe(model, model.Fit(texts, Numbers(16, 1), batchSize: 8, verbose: 0));
    }

    private static string Functional()
    {
        Input left = new([4]), right = new([4]);
        KerasTensor joined = new[] { left.Output, right.Output.Then(new Dense(4, "tanh")) }.Then(new Concatenate());
        Model model = new([left, right], [joined.Then(new Dense(2)).Then(new Activation("relu"))]);
        model.Compile("adam", "mae");
        return Describe(model, model.Fit([Numbers(24, 4), Numbers(24, 4)], Numbers(24, 2), batchSize: 8, verbose: 0));
    }

    private static string Saved()
    {
        string path = Path.Combine(Path.GetTempPath(), $"kerasnet-{Guid.NewGuid():N}.keras");
        try
        {
            Sequential model = [new Input([4]), new Dense(4, "relu"), new Dense(1)];
            model.Compile("adam", "mse");
            model.Fit(Numbers(16, 4), Numbers(16, 1), batchSize: 8, verbose: 0);
            model.Save(path);
            Model same = Model.Load(path);
            return Describe(same, same.Fit(Numbers(16, 4), Numbers(16, 1), batchSize: 8, verbose: 0));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Describe(Model model, History history) =>
        $"{model.Name}: {string.Join(' ', model.Layers.Select(layer => layer.Name))}; {string.Join(' ', history.ToDictionary().Select(pair => $"{pair.Key}={string.Join('/', pair.Value.Select(value => $"{value:R}"))}"))}; "
        + string.Join(' ', model.GetWeights().SelectMany(weight => weight.ToArray()).Select(value => $"{value:R}"));

    private static float[] Flat(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 37 % 101) / 101f)];

    private static float[,] Numbers(int rows, int columns)
    {
        float[,] numbers = new float[rows, columns];
        Buffer.BlockCopy(Flat(rows * columns), 0, numbers, 0, rows * columns * sizeof(float));
        return numbers;
    }

    private static int[] Labels(int rows) => [.. Enumerable.Range(0, rows).Select(i => i % 3)];
}
